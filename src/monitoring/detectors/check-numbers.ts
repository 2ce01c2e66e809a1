import { InvalidArgumentError } from "../../core/index.js";

/** @throws {InvalidArgumentError} an option is given that is not within its range. */
export function checkNumbers(
  place: string,
  options: object,
  ranges: { readonly [option: string]: "share" | "count" | "amount" },
): void {
  for (const [name, value] of Object.entries(options)) {
    const range = ranges[name];
    if (range === undefined)
      throw new InvalidArgumentError(place, `one of the options ${Object.keys(ranges).join(", ")}`, name);
    if (value === undefined) continue;
    if (range === "share" && !(value > 0 && value < 1))
      throw new InvalidArgumentError(place, `\`${name}\` between 0 and 1`, value);
    if (range === "count" && !(Number.isInteger(value) && value >= 1))
      throw new InvalidArgumentError(place, `\`${name}\` a whole number of at least 1`, value);
    if (range === "amount" && !(Number.isFinite(value) && value >= 0))
      throw new InvalidArgumentError(place, `\`${name}\` a number of at least 0`, value);
  }
}
