import { InvalidArgumentError } from "../../core/index.js";

/** What all metrics on texts may be told. */
export interface TextOptions {
  /** From which score on it is a match. @default 1 */
  readonly threshold?: number;
  /**
   * In UTF-16 units, as `length` counts. Longer golds are refused, longer predictions score 0 by the rule `too-long`, so that no
   * output takes unbounded time or memory.
   * @default 100_000
   */
  readonly maximumLength?: number;
}

/** What was to be read does not allow a measurement: the prediction says nothing, is too long, or is no text at all. */
export type UnreadRule = "no-answer" | "too-long" | "not-text";

export interface ReadTextOptions {
  readonly threshold: number;
  readonly maximumLength: number;
}

/** @throws {InvalidArgumentError} an option is none. */
export function readTextOptions(place: string, options: TextOptions, longest = 100_000): ReadTextOptions {
  const { threshold = 1, maximumLength = longest } = options;
  if (!(threshold >= 0 && threshold <= 1))
    throw new InvalidArgumentError(place, "`threshold` to be between 0 and 1", threshold);
  if (!(Number.isSafeInteger(maximumLength) && maximumLength > 0))
    throw new InvalidArgumentError(place, "`maximumLength` to be a whole number of at least 1", maximumLength);
  return { threshold, maximumLength };
}

/** @throws {InvalidArgumentError} `value` is not one of `names`. */
export function checkOneOf(place: string, name: string, value: unknown, names: readonly string[]): void {
  if (typeof value === "string" && names.includes(value)) return;
  const [last, ...others] = names.map((one) => `"${one}"`).reverse();
  throw new InvalidArgumentError(place, `\`${name}\` to be ${others.reverse().join(", ")} or ${last}`, value);
}

/** @throws {InvalidArgumentError} `value` is no whole number from 1 to `most`. */
export function checkOrder(place: string, name: string, value: number, most: number, least = 1): void {
  if (!(Number.isSafeInteger(value) && value >= least && value <= most))
    throw new InvalidArgumentError(place, `\`${name}\` to be a whole number from ${least} to ${most}`, value);
}
