import type { Context, Run, Stage, StageInfo, Store } from "../../core/index.js";
import { canonicalJson, createRunner, StateError } from "../../core/index.js";
import type { SentRun } from "./sent-run.js";

/**
 * Has a run driven by an engine's workers, and gives its output and record out of the store.
 * @throws {InvalidArgumentError} the input is not JSON, or the run of this id has another pipeline, input or seed.
 * @throws {StateError} the workers have another store. What `send` throws.
 */
export async function runElsewhere<In, Out, C extends Context>(
  pipeline: Stage<In, Out, C>,
  input: In,
  {
    place,
    store,
    runId,
    seed,
    send,
  }: {
    /** Of whoever asks, for messages. */
    readonly place: string;
    readonly store: Store;
    readonly runId: string;
    readonly seed: number;
    /** Gives the run to the workers, and waits until it has ended. */
    readonly send: (run: SentRun) => Promise<unknown>;
  },
): Promise<Run<Out>> {
  const blob = await store.blobs.put(Buffer.from(canonicalJson(input)));
  await send({ runId, seed, pipeline: pipeline.id, fingerprint: pipeline.fingerprint, input: blob });
  if ((await store.head(`runs/${runId}`)).sequence === 0)
    throw new StateError({
      place,
      message: `Expected run ${runId} in the store, got none: the workers have another store`,
    });
  // It has ended, so this runs nothing: it reads the output, and refuses another pipeline, input or seed.
  const ended = pipeline as StageInfo as Stage<unknown, never>;
  return createRunner({ store }).run(ended, input, { runId, seed });
}
