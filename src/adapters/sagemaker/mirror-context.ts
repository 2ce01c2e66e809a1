import type { EvaluationReport, ModelVersion } from "../../model/index.js";
import type { MirroredRegistry, MirrorOutcome } from "../../ports/index.js";
import type { Connection } from "./connection.js";
import type { PackageFacts } from "./write-package.js";

/** What one call of a mirror works with, and what it has done. */
export interface MirrorContext {
  readonly connection: Connection;
  readonly registry: MirroredRegistry;
  readonly facts: PackageFacts;
  /** What never changes of a version, read once in a mirror's life. */
  readonly known: Map<string, { readonly version: ModelVersion; readonly report: EvaluationReport }>;
  /** Numbers of packages that this very call has made. */
  readonly made: Set<number>;
  readonly changes: string[];
  readonly foreign: MirrorOutcome["foreign"][number][];
}
