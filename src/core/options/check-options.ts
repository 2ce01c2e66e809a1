import { InvalidArgumentError } from "../errors/index.js";
import type { OptionRule, RequiredRule } from "./option-rule.js";

/** A rule for every option that the type knows, `required` for those that must be given: one without a rule does not compile. */
export type OptionRules<Options extends object> = {
  readonly [Name in keyof Options]-?: object extends Pick<Options, Name> ? OptionRule : RequiredRule;
};

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
  const known: Readonly<Record<string, OptionRule | undefined>> = rules;
  const strangers = Object.entries(options).filter(
    ([name, value]) => value !== undefined && !Object.hasOwn(known, name),
  );
  if (strangers.length > 0)
    throw new InvalidArgumentError(place, `only ${listed(Object.keys(known))}`, Object.fromEntries(strangers));
  const given: Readonly<Record<string, unknown>> = options as Readonly<Record<string, unknown>>;
  for (const [name, rule] of Object.entries(known)) {
    const value = given[name];
    if (rule === undefined || (value === undefined && !rule.required)) continue;
    if (!rule.holds(value)) throw new InvalidArgumentError(place, `\`${name}\` to be ${rule.expected}`, value);
  }
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2
    ? `the option ${quoted.join("")}`
    : `the options ${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
