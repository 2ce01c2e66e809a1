import { InvalidArgumentError } from "../errors/index.js";
import { listed } from "../listed.js";
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
      throw new InvalidArgumentError(place, onlyOptions(within, Object.keys(rules)), strangersOf(given, rules));
  for (const name in rules) {
    const rule = rules[name];
    const value = given[name];
    if (rule === undefined || (value === undefined && !rule.required)) continue;
    if (!rule.holds(value)) throw new InvalidArgumentError(place, `\`${within}${name}\` to be ${rule.expected}`, value);
    if (rule.parts !== undefined) checkParts(place, `${within}${name}.`, value as object, rule.parts);
  }
}

function strangersOf(given: Readonly<Record<string, unknown>>, rules: object): object {
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && !Object.hasOwn(rules, name)),
  );
}

function onlyOptions(within: string, names: readonly string[]): string {
  if (names.length === 0) return "no options";
  return `only the option${names.length === 1 ? "" : "s"} ${listed(names.map((name) => `${within}${name}`))}`;
}
