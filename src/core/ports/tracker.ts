import type { Json } from "../json.js";
import type { Digest, StoreBlobs } from "../store.js";

/** A run as its tracker is told of it. */
export interface TrackedRun {
  readonly runId: string;
  /** The id of the stage or pipeline that runs; for a nested run the name it was given. */
  readonly name: string;
  /** The run that it is nested in. */
  readonly parent?: string;
  /** Milliseconds since 1970, by the runner's clock. */
  readonly time: number;
}

/** One thing that a stage of a run has told. A later one of the same kind, stage and name (and step) takes the place of an earlier. */
export type TrackedEntry = { readonly stage: string; readonly name: string } & (
  | { readonly type: "param"; readonly value: Json }
  /** `value` may be NaN or infinite; `step` counts as the stage does, `time` is in milliseconds since 1970. */
  | { readonly type: "metric"; readonly value: number; readonly step: number; readonly time: number }
  | { readonly type: "tag"; readonly value: string }
  /** Its content is the blob; `bytes` is its length, absent where it is not known. */
  | { readonly type: "artifact"; readonly digest: Digest; readonly bytes?: number; readonly mediaType: string }
);

export type TrackedStatus = "succeeded" | "failed" | "aborted";

/**
 * Where runs are tracked: params, metrics over steps, tags and artifacts, beside the run record. It is told in order and one call at a
 * time for each run, in the background: what it throws or how long it takes never reaches the run.
 */
export interface Tracker {
  readonly specificationVersion: "v1";
  /** A run begins; again with the same id when it is taken up again, in this process or another: what was told before stays. */
  start(run: TrackedRun): Promise<void>;
  /** Any number of entries of a run, in order. @param blobs Holds the content of artifacts. */
  log(runId: string, entries: readonly TrackedEntry[], blobs: Pick<StoreBlobs, "get">): Promise<void>;
  /** Resolves once everything logged of the run is kept. A process that only worked for a run calls this and not `finish`. */
  flush(runId: string): Promise<void>;
  /** The run has ended; everything is kept when it resolves. */
  finish(runId: string, status: TrackedStatus, time: number): Promise<void>;
}
