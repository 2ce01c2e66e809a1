import type { EvaluationReport, ModelProfile, ModelVersion } from "../model/index.js";

/** One line of a model's history, as a registry tells it. */
export interface MirroredEvent {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What kind of event it is, e.g. `version-rolled-back`, where the registry tells it. */
  readonly type?: string;
  readonly version: string;
  /** The name that points at the version from here on. */
  readonly alias: string | undefined;
  readonly by: string | undefined;
  readonly summary: string;
}

/** What a mirror reads; every `Registry` gives it. */
export interface MirroredRegistry {
  head(model: string): Promise<number>;
  /** Oldest first. */
  history(model: string): Promise<readonly MirroredEvent[]>;
  get(selector: string): Promise<ModelVersion>;
  resolve(
    selector: string,
  ): Promise<{ readonly version: ModelVersion; readonly model: Uint8Array; readonly fitted: Uint8Array | undefined }>;
  report(selector: string): Promise<EvaluationReport>;
  profile(selector: string): Promise<ModelProfile>;
}

/** What was made true, and what stood in the way. */
export interface MirrorOutcome {
  /** The newest event that is true there, 0 of a model that has none. */
  readonly sequence: number;
  /** Readable, in the order in which it was done; empty when all was true already. */
  readonly changes: readonly string[];
  /** Aliases that somebody else had moved there, by version numbers of that system; they were moved back. */
  readonly foreign: readonly {
    readonly alias: string;
    readonly expected: number | undefined;
    readonly found: number | undefined;
  }[];
  /** What cannot be told there, and why, e.g. a version whose bytes were erased. */
  readonly skipped: readonly { readonly what: string; readonly reason: string }[];
}

/** Another system's registry that shows what ours says: versions, and the names that point at them. `registryMirrorChecks` of the testing room is its contract. */
export interface RegistryMirror {
  readonly specificationVersion: "v1";
  /**
   * Makes true there what the registry says of a model by now, whatever was told before, and by whom. Rejects when that system is gone, with some
   * of it done: the next call does the rest.
   */
  sync(model: string): Promise<MirrorOutcome>;
}
