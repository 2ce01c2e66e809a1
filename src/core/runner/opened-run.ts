import type { RunJournal } from "./run-journal.js";
import type { RunRecord } from "./run-record.js";

/** A run whose log was read. */
export interface OpenedRun {
  readonly runId: string;
  readonly journal: RunJournal;
  /** What earlier processes have done of it; undefined for a new one. */
  readonly past: RunRecord | undefined;
}
