import type { Codec } from "../codec.js";
import type { Context } from "../context.js";
import { makeStage } from "../make-stage.js";
import { handOver, ownContext } from "../place.js";
import type { ScopedContext } from "../scope.js";
import type { Stage } from "../stage.js";
import { internalsOf } from "../stage-internals.js";

/** Does the inner stage's work in the place of the wrapper. */
export type RunInner<In, Out> = (input: In, context: ScopedContext) => Out | Promise<Out>;

/**
 * A stage that does another's work in another way, under the other's id, version, codec and random stream: wrapping a
 * stage changes its fingerprint but not what it draws.
 */
export function wrapStage<In, Out, C extends Context>(
  inner: Stage<In, Out, C>,
  params: { readonly wrapper: string; readonly [option: string]: unknown },
  run: (runInner: RunInner<In, Out>, input: In, context: ScopedContext) => Promise<Out>,
): Stage<In, Out, C> {
  const { execute, codec, passesInput, isPipeline, combinators, slots } = internalsOf(inner);
  const runInner: RunInner<In, Out> = (input, context) =>
    execute(input, handOver(context, inner)) as Out | Promise<Out>;
  const wrapper: Stage<In, Out, C> = makeStage<In, Out, C>({
    id: inner.id,
    version: inner.version,
    params,
    children: [inner],
    codec: codec as Codec<Out> | undefined,
    passesInput,
    isPipeline,
    combinators: [params.wrapper, ...combinators],
    slots,
    execute: (input, context) => run(runInner, input, ownContext(context, wrapper)),
  });
  return wrapper;
}
