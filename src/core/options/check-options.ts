import { describeValue } from "../errors/describe-value.js";
import { InvalidArgumentError } from "../errors/index.js";
import { listed } from "../listed.js";
import { didYouMean } from "../nearest-name.js";
import { checkValue } from "./check-value.js";
import type { OptionRule, OptionRules } from "./option-rule.js";

/**
 * Checks options where they are handed over: every value by its rule, and that there is no option of another name, which is mostly
 * misspelt and would be ignored without a word. An option that is undefined counts as not given.
 * @param place Names the function in the error.
 * @throws {InvalidArgumentError} naming the option, what it has to be and what it is.
 */
export function checkOptions<Options extends object>(
  place: string,
  options: Options,
  rules: OptionRules<NoInfer<Options>>,
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new InvalidArgumentError(place, "options as an object", options);
  checkParts(place, "", options, rules);
}

function checkParts(
  place: string,
  within: string,
  options: object,
  rules: Readonly<Record<string, OptionRule | undefined>>,
): void {
  const given = options as Readonly<Record<string, unknown>>;
  // Loops without lists of entries: some functions are called for every row.
  for (const name in given)
    if (given[name] !== undefined && !Object.hasOwn(rules, name) && Object.hasOwn(given, name))
      throw unknownOption(place, within, name, given, rules);
  for (const name in rules) {
    const rule = rules[name];
    const value = given[name];
    if (rule === undefined || (value === undefined && !rule.required)) continue;
    checkValue(place, `${within}${name}`, value, rule);
    if (rule.parts !== undefined) checkParts(place, `${within}${name}.`, value as object, rule.parts);
  }
}

function unknownOption(
  place: string,
  within: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
  rules: object,
): InvalidArgumentError {
  const strangers = Object.fromEntries(
    Object.entries(given).filter(([other, value]) => value !== undefined && !Object.hasOwn(rules, other)),
  );
  const names = Object.keys(rules);
  const words = `${describeValue(strangers)}${didYouMean(name, names, within)}`;
  return new InvalidArgumentError(place, onlyOptions(within, names), strangers, words);
}

function onlyOptions(within: string, names: readonly string[]): string {
  if (names.length === 0) return "no options";
  return `only the option${names.length === 1 ? "" : "s"} ${listed(names.map((name) => `${within}${name}`))}`;
}
