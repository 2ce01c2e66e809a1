import { checkValue } from "./check-value.js";
import type { OptionRule } from "./option-rule.js";

/**
 * Checks what is handed over beside options, for those who have no compiler: JavaScript would go on to the first property that is not there.
 * @param given By the names of the parameters.
 * @throws {InvalidArgumentError} naming the parameter, what it has to be and what it is.
 */
export function checkArguments<Given extends object>(
  place: string,
  given: Given,
  rules: { readonly [Name in keyof Given]: OptionRule },
): void {
  for (const name of Object.keys(rules) as (keyof Given & string)[]) checkValue(place, name, given[name], rules[name]);
}
