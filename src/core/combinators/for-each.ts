import type { Codec } from "../codec.js";
import type { Context } from "../context.js";
import { createQueue } from "../create-queue.js";
import type { Json } from "../json.js";
import { linkSignal } from "../link-signal.js";
import { makeStage } from "../make-stage.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import { ownContext, place, unrecordedContext } from "../place.js";
import type { ScopedContext } from "../scope.js";
import type { Stage, StageInfo } from "../stage.js";
import { internalsOf, isStage, notAStage } from "../stage-internals.js";
import { decodeBy, encodeBy } from "./branches.js";

export interface ForEachOptions {
  /** How many items are under way at once. One at a time needs no thought about rate limits or memory. @default 1 */
  readonly concurrency?: number;
  /**
   * Record each item on its own, so that a resumed run goes on after the finished items. Costs two appends to the store
   * per item: for items that are dear, such as calls of a language model. @default false
   */
  readonly recordItems?: boolean;
}

/**
 * Runs a stage for each item and keeps the order. Each item has its own random stream, so neither order nor concurrency
 * changes the outputs. The first failure or an abort stops it: no further item begins, those under way are waited for.
 *
 * @throws {InvalidArgumentError} `concurrency` is not a whole number of at least 1.
 */
export function forEach<In, Out, C extends Context>(
  stage: Stage<In, Out, C>,
  options: ForEachOptions = {},
): Stage<readonly In[], Out[], C> {
  checkOptions("forEach", options, { concurrency: option.count, recordItems: option.flag });
  if (!isStage(stage)) throw notAStage(stage);
  const { concurrency = 1, recordItems = false } = options;
  const each: Stage<readonly In[], Out[], C> = makeStage<readonly In[], Out[], C>({
    id: `for-each/${stage.id}`,
    version: "1.0.0",
    params: { concurrency, recordItems },
    children: [stage],
    combinators: ["for-each"],
    slots: [{ segment: "*", stage }],
    codec: itemsCodec(stage) as Codec<Out[]> | undefined,
    execute(items, context) {
      const own = ownContext(context, each);
      const inner = recordItems ? own : unrecordedContext(own);
      return runItems(stage, items, inner, concurrency, context.progress) as Promise<Out[]>;
    },
  });
  return each;
}

async function runItems(
  stage: StageInfo,
  items: readonly unknown[],
  context: ScopedContext,
  concurrency: number,
  progress: Context["progress"],
): Promise<unknown[]> {
  const outputs: unknown[] = new Array(items.length);
  let done = 0;
  async function runItem(index: number, inner: ScopedContext): Promise<void> {
    outputs[index] = await place(stage, String(index), items[index], inner);
    progress(++done, items.length);
  }
  if (concurrency === 1) {
    for (let index = 0; index < items.length; index++) await runItem(index, context);
    return outputs;
  }
  const linked = linkSignal(context.signal);
  const inner = { ...context, signal: linked.signal };
  const queue = createQueue({ concurrency });
  try {
    await Promise.all(
      items.map(async (_item, index) => {
        try {
          await queue.add(async () => linked.signal.aborted || runItem(index, inner));
        } catch (error) {
          linked.abort(error); // The first reason stands: aborting again changes nothing.
        }
      }),
    );
    linked.signal.throwIfAborted();
    return outputs;
  } finally {
    linked.release();
  }
}

function itemsCodec(stage: StageInfo): Codec<readonly unknown[]> | undefined {
  if (internalsOf(stage).codec === undefined) return undefined;
  return {
    id: "for-each@1",
    encode: async (values, blobs) => Promise.all(values.map((value) => encodeBy(stage, value, blobs))),
    decode: async (json, blobs, nouns) =>
      Promise.all((json as readonly Json[]).map((item) => decodeBy(stage, item, blobs, nouns))),
  };
}
