import type { Digest } from "../store.js";

/** What a stage gave, kept in the store: never the data itself. */
export interface Artifact {
  /** The blob with its canonical JSON, as its codec has encoded it; equal outputs have equal digests. */
  readonly digest: Digest;
  /** The codec that reads it; null for plain JSON. */
  readonly codec: string | null;
}

/** One stage of a run to be done. Plain JSON, so that it can be sent, queued and kept. */
export interface StageTask {
  readonly runId: string;
  readonly seed: number;
  /** Where the stage stands in the plan, e.g. `prepare>acme/clip#2`. Run id and path together name the task. */
  readonly path: string;
  /** The stage's id. */
  readonly stage: string;
  /** Of the stage: a process that has another one there runs other code, and refuses. */
  readonly fingerprint: string;
  readonly input: Artifact;
}

/**
 * Runs the stages of a plan, in this process or in others that have the same pipeline and the same store: an engine for durable work,
 * a queue with workers. The runner decides what is next and writes the record; the executor only gets one task done.
 *
 * A task may be given to it again, after a lost worker or a lost answer, and then gives the same artifact.
 */
export interface Executor {
  readonly specificationVersion: "v1";
  /**
   * Does one task and gives what came of it. A signal whose reason is a `ConflictError` of the run's log says that another process goes on with the run: what
   * it may be waiting for is not to be cancelled.
   * @throws what the stage throws, as far as it can be brought here; the signal's reason.
   */
  execute(task: StageTask, options: { readonly signal: AbortSignal }): Promise<Artifact>;
}
