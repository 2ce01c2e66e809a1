import type { Codec } from "./codec.js";
import type { Context } from "./context.js";
import { assembleStage } from "./make-stage.js";
import { ownContext, place } from "./place.js";
import { joinPath, type RunScope, type ScopedContext, scopeOf } from "./scope.js";
import type { Pipeline, Stage, StageInfo } from "./stage.js";
import { internalsOf, isStage, notAStage, type Slot } from "./stage-internals.js";
import { isThenable } from "./thenable.js";

/**
 * Starts a chain of stages. Each `.pipe(next)` gives a new pipeline that passes the output on to `next`; a pipeline is
 * itself a stage.
 *
 * @throws {InvalidArgumentError} the id is not of its form.
 */
export function pipeline<In, Out, C extends Context>(id: string, first: Stage<In, Out, C>): Pipeline<In, Out, C> {
  if (!isStage(first)) throw notAStage(first);
  return link(id, [{ stage: first, segment: first.id }]);
}

function link<In, Out, C extends Context>(id: string, slots: readonly Slot[]): Pipeline<In, Out, C> {
  const stage: Stage<In, Out, C> = assembleStage<In, Out, C>({
    id,
    version: "1.0.0",
    children: slots.map((slot) => slot.stage),
    execute: (input, context) => execute(slots, input, ownContext(context, stage)) as Out | Promise<Out>,
    passesInput: slots.every((slot) => internalsOf(slot.stage).passesInput),
    codec: lastCodec(slots) as Codec<Out> | undefined,
    isPipeline: true,
    slots,
  });
  return Object.freeze(
    Object.assign(stage, {
      pipe<Then, D extends Context>(next: StageInfo | string): Pipeline<In, Then, C & D> {
        if (!isStage(next)) throw notAStage(next);
        const ordinal = slots.filter((slot) => slot.stage.id === next.id).length + 1;
        return link(id, [...slots, { stage: next, segment: ordinal === 1 ? next.id : `${next.id}#${ordinal}` }]);
      },
    }),
  );
}

/** Stays synchronous until a stage gives a promise: awaiting each stage would double the cost of a chain. */
function execute(slots: readonly Slot[], input: unknown, context: ScopedContext): unknown {
  const { run, recorded } = scopeOf(context);
  if (run?.resumed && recorded) return resume(slots, input, context, run);
  let value = input;
  for (let index = 0; index < slots.length; index++) {
    const { stage, segment } = slots[index] as Slot;
    value = place(stage, segment, value, context);
    if (isThenable(value)) return proceed(slots, index + 1, value, context);
  }
  return value;
}

async function proceed(slots: readonly Slot[], from: number, input: unknown, context: ScopedContext): Promise<unknown> {
  let value = await input;
  for (let index = from; index < slots.length; index++) {
    const { stage, segment } = slots[index] as Slot;
    const output = place(stage, segment, value, context);
    value = isThenable(output) ? await output : output;
  }
  return value;
}

/** Begins after the last stage that an earlier process has finished; only the output that is needed is read. */
async function resume(slots: readonly Slot[], input: unknown, context: ScopedContext, run: RunScope): Promise<unknown> {
  const { path, nouns } = scopeOf(context);
  const count = slots.findLastIndex((slot) => run.isFinished(joinPath(path, slot.segment))) + 1;
  const finished = slots.slice(0, count);
  for (const slot of finished) run.tellResumed(joinPath(path, slot.segment));
  const source = finished.findLast(({ stage }) => !internalsOf(stage).passesInput);
  const value = source === undefined ? input : await run.restore(source.stage, joinPath(path, source.segment), nouns);
  return proceed(slots, count, value, context);
}

function lastCodec(slots: readonly Slot[]): Codec<unknown> | undefined {
  const last = slots.findLast(({ stage }) => !internalsOf(stage).passesInput);
  return last && internalsOf(last.stage).codec;
}
