import { InvalidArgumentError } from "../errors/index.js";
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
  for (const name of Object.keys(rules) as (keyof Given & string)[])
    if (!rules[name].holds(given[name]))
      throw new InvalidArgumentError(place, `\`${name}\` to be ${rules[name].expected}`, given[name]);
}
