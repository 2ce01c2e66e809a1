import type { MirroredRegistry, MirrorOutcome } from "../../ports/index.js";
import type { Connection } from "./connection.js";
import type { MlflowRuns } from "./mlflow-runs.js";

/** What one call of a mirror works with, and what it has done. */
export interface MirrorContext {
  readonly connection: Connection;
  readonly runs: MlflowRuns;
  readonly registry: MirroredRegistry;
  /** Digests of manifests by version, which never change: each is read once in a mirror's life. */
  readonly digests: Map<string, string>;
  /** Numbers of versions that this very call has made. */
  readonly made: Set<number>;
  readonly changes: string[];
  readonly foreign: MirrorOutcome["foreign"][number][];
}
