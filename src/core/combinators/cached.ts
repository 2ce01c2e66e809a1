import type { Context } from "../context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { fingerprint } from "../fingerprint.js";
import { inputDigest } from "../input-digest.js";
import type { Json } from "../json.js";
import { NounsAtHand } from "../nouns-at-hand.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import { scopeOf } from "../scope.js";
import type { Stage } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import type { Store } from "../store.js";
import { loadOutput, type StoredOutput, storeOutput } from "../stored-output.js";
import { wrapStage } from "./wrap-stage.js";

export interface CachedOptions {
  /** False for a stage that never draws from `context.random`: runs with different seeds then share its outputs. @default true */
  readonly drawsRandom?: boolean;
}

/**
 * Keeps a stage's outputs in the context's store, in the log `cache/<stage id>`, and gives them back for the same input to
 * a stage of the same fingerprint (and, unless `drawsRandom` is false, the same random stream).
 * The input has to be JSON or a noun with a `digest` or `version`; the output JSON or of a stage with a codec.
 */
export function cached<In, Out, C extends Context>(
  stage: Stage<In, Out, C>,
  options: CachedOptions = {},
): Stage<In, Out, C> {
  checkOptions("cached", options, { drawsRandom: option.flag });
  const { drawsRandom = true } = options;
  const { codec } = internalsOf(stage);
  const log = `cache/${stage.id}`;
  const indices = new WeakMap<Store, CacheIndex>();
  return wrapStage(stage, { wrapper: "cached", drawsRandom }, async (runInner, input, context) => {
    const { store, clock } = context;
    const digest = inputDigest(input);
    if (digest === undefined)
      throw new InvalidArgumentError(
        `cached ${stage.id}`,
        "an input that is JSON or has a `digest` or `version`",
        input,
      );
    const draw = context.random.stream("cached");
    const stream = drawsRandom ? [draw(), draw()] : null;
    const key = fingerprint({ stage: stage.fingerprint, input: digest, stream });

    const index = indices.get(store) ?? { sequence: 0, outputs: new Map() };
    indices.set(store, index);
    await refresh(index, store, log);
    const known = index.outputs.get(key);
    if (known !== undefined) {
      const nouns = new NounsAtHand(stage, input, scopeOf(context).nouns);
      return (await loadOutput(known, codec, store.blobs, stage.id, nouns)) as Out;
    }

    const output = await runInner(input, context);
    const stored = await storeOutput(output, codec, store.blobs, stage.id);
    await store.append(log, [{ type: "output-cached", time: clock.now(), data: { key, output: { ...stored } } }]);
    return output;
  });
}

interface CacheIndex {
  sequence: number;
  readonly outputs: Map<string, StoredOutput>;
}

/** Reads what was appended since the last look, by this process or another. */
async function refresh(index: CacheIndex, store: Store, log: string): Promise<void> {
  const { sequence } = await store.head(log);
  if (sequence <= index.sequence) return;
  for await (const event of store.read(log, { from: index.sequence + 1 })) {
    const { key, output } = event.data as { readonly key: string; readonly output: Json & StoredOutput };
    index.outputs.set(key, output);
    index.sequence = Math.max(index.sequence, event.sequence);
  }
}
