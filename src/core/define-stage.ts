import { checkSchema } from "./check-schema.js";
import type { Context } from "./context.js";
import { makeStage } from "./make-stage.js";
import { checkArguments } from "./options/check-arguments.js";
import * as option from "./options/option-rule.js";
import type { Stage, StageDefinition } from "./stage.js";
import type { StandardSchema } from "./standard-schema.js";
import { isThenable } from "./thenable.js";

/**
 * Makes a stage: a typed, versioned function that can be called directly, chained by `pipeline` and run by a runner.
 * With `input`, any Standard Schema, the caller passes what the schema takes and `run` receives what it gives.
 *
 * @throws {InvalidArgumentError} the id, the version or the params are not of their form.
 * @example
 * const clip = (options: { min: number; max: number }) =>
 *   defineStage({ id: "acme/clip", version: "1.0.0", params: options, run: (rows: readonly number[]) => rows.map((row) => Math.min(Math.max(row, options.min), options.max)) });
 */
export function defineStage<In, Parsed, Out, C extends Context = Context>(
  definition: StageDefinition<Out> & {
    readonly input: StandardSchema<In, Parsed>;
    readonly run: (input: Parsed, context: C) => Out | Promise<Out>;
  },
): Stage<In, Out, C>;
export function defineStage<In, Out, C extends Context = Context>(
  definition: StageDefinition<Out> & {
    readonly input?: never;
    readonly run: (input: In, context: C) => Out | Promise<Out>;
  },
): Stage<In, Out, C>;
export function defineStage<In, Out, C extends Context>(
  definition: StageDefinition<Out> & {
    readonly input?: StandardSchema<In, In>;
    readonly run: (input: In, context: C) => Out | Promise<Out>;
  },
): Stage<In, Out, C> {
  checkArguments("stage", { definition }, { definition: option.noun });
  checkArguments("stage", definition, { run: option.callback } as never);
  const { id, version, params, codec, nouns, input: inputSchema, output: outputSchema, run } = definition;

  function execute(input: In, context: C): Out | Promise<Out> {
    const parsed = inputSchema === undefined ? input : checkSchema(inputSchema, input, id, "input");
    const output = isThenable(parsed)
      ? Promise.resolve(parsed).then((value) => run(value, context))
      : run(parsed, context);
    if (outputSchema === undefined) return output;
    return isThenable(output) ? Promise.resolve(output).then(checked) : checked(output);
  }

  function checked(output: Out): Out | Promise<Out> {
    const result = checkSchema(outputSchema as StandardSchema<unknown, unknown>, output, id, "output");
    return isThenable(result) ? Promise.resolve(result).then(() => output) : output;
  }

  return makeStage({ id, version, params, codec, nouns, execute });
}
