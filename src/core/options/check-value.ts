import { InvalidArgumentError } from "../errors/index.js";
import type { OptionRule } from "./option-rule.js";

/**
 * Checks one value by its rule. Of a list it is the first wrong item that is named, e.g. `metrics[1]`.
 * @throws {InvalidArgumentError} naming the value, what it has to be and what it is.
 */
export function checkValue(place: string, name: string, value: unknown, rule: OptionRule): void {
  if (rule.holds(value)) return;
  const { item } = rule;
  if (item !== undefined && Array.isArray(value)) {
    const wrong = value.findIndex((one) => !item.holds(one));
    if (wrong >= 0) checkValue(place, `${name}[${wrong}]`, value[wrong], item);
  }
  throw new InvalidArgumentError(place, `\`${name}\` to be ${rule.expected}`, value);
}
