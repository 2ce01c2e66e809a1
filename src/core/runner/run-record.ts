import type { JsonObject } from "../json.js";

/** A stage as a run record tells of it, with its params (defaults resolved) and the stages inside. */
export interface StageDescription {
  readonly id: string;
  readonly version: string;
  readonly fingerprint: string;
  readonly params: JsonObject;
  readonly children: readonly StageDescription[];
}

export interface RunError {
  readonly name: string;
  readonly message: string;
  /** Of the errors of this library. */
  readonly code?: string;
}

/** One stage at its place in a run. */
export interface StageRecord {
  /** Ids from the top pipeline (not named itself) to the stage, joined by `>`, e.g. `prepare>acme/clip#2`. */
  readonly path: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly status: "running" | "succeeded" | "failed";
  /** The attempt that succeeded or failed last: above 1 where `retry` had to try again. */
  readonly attempt: number;
  /** Milliseconds since 1970 by the runner's clock. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Digest of the input; absent without a store, and for an input that is neither JSON nor a noun. */
  readonly input?: string;
  /** Digest of the stored output. */
  readonly output?: string;
  readonly error?: RunError;
}

/** Where the code came from: git, or the environment variable GIT_COMMIT, which wins. */
export type GitRecord =
  | { readonly from: "git"; readonly commit: string; readonly dirty: boolean }
  | { readonly from: "environment"; readonly commit: string };

export interface Surroundings {
  readonly git?: GitRecord;
  readonly lockfile?: { readonly name: string; readonly digest: string };
  readonly runtime: { readonly node: string; readonly v8: string; readonly platform: string; readonly arch: string };
}

/** The batch that `runner.each` gave to a run: where it stood in its source. */
export interface BatchRecord {
  readonly source: string;
  readonly partition: string;
  /** The positions before its first and after its last record, in the source's own text. */
  readonly from: string;
  readonly to: string;
}

/** What is known of a run: the fold of the events in its log `runs/<runId>`. */
export interface RunRecord {
  readonly runId: string;
  readonly status: "running" | "succeeded" | "failed" | "aborted";
  readonly stage: StageDescription;
  readonly seed: number;
  /** How often the run was taken up again. */
  readonly resumes: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: string;
  readonly output?: string;
  /** Only of runs that `runner.each` made. */
  readonly batch?: BatchRecord;
  readonly error?: RunError;
  /** Of the newest start or resume; recorded only with a store. */
  readonly surroundings?: Surroundings;
  /** In the order in which they began. */
  readonly stages: readonly StageRecord[];
}
