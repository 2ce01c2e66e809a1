import { parseCanonicalJson } from "../../core/house.js";
import type { Digest, Runner, Stage, StageInfo, Store } from "../../core/index.js";
import { InvalidArgumentError, StateError } from "../../core/index.js";

/** A run as it is given to a worker: plain JSON, its input a reference. */
export interface SentRun {
  readonly runId: string;
  readonly seed: number;
  /** The pipeline's id. */
  readonly pipeline: string;
  readonly fingerprint: string;
  /** The blob with the canonical JSON of the input. */
  readonly input: Digest;
}

/** @throws {InvalidArgumentError} no pipeline has the id. @throws {StateError} it has another fingerprint. What the run throws. */
export async function doRun<Services extends object>(
  { runId, seed, pipeline, fingerprint, input }: SentRun,
  {
    place,
    pipelines,
    store,
    runner,
    signal,
  }: {
    /** Of the worker, for messages. */
    readonly place: string;
    readonly pipelines: readonly StageInfo[];
    readonly store: Store;
    readonly runner: Runner<Services>;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly output: string | null }> {
  const found = pipelines.find(({ id }) => id === pipeline);
  if (found === undefined)
    throw new InvalidArgumentError(place, `a pipeline of ${pipelines.map(({ id }) => id).join(", ")}`, pipeline);
  if (found.fingerprint !== fingerprint)
    throw new StateError({
      place,
      message: `Expected pipeline ${pipeline} with fingerprint ${fingerprint}, got ${found.version} with ${found.fingerprint}: this worker runs other code than who gave the run; deploy the same, then run again under the same run id`,
    });
  const value: unknown = parseCanonicalJson(Buffer.from(await store.blobs.get(input)).toString());
  const { record } = await runner.run(found as Stage<unknown, unknown>, value, { runId, seed, signal });
  return { output: record.output ?? null };
}
