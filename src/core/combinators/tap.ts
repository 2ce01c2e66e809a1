import type { Context } from "../context.js";
import { makeStage } from "../make-stage.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import type { Stage } from "../stage.js";
import { isThenable } from "../thenable.js";

/**
 * Looks at what passes and passes it on unchanged. An error of `look` fails the run like any other.
 *
 * @param options.version Has to change with the function. @default "1.0.0"
 */
export function tap<T, C extends Context = Context>(
  id: string,
  look: (value: T, context: C) => unknown,
  options: { readonly version?: string } = {},
): Stage<T, T, C> {
  checkOptions("tap", options, { version: option.text });
  return makeStage<T, T, C>({
    id,
    version: options.version ?? "1.0.0",
    passesInput: true,
    combinators: ["tap"],
    execute(value, context) {
      const looked = look(value, context);
      return isThenable(looked) ? Promise.resolve(looked).then(() => value) : value;
    },
  });
}
