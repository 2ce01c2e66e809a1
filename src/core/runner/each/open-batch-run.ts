import { ConflictError } from "../../errors/index.js";
import type { StageInfo } from "../../stage.js";
import type { OpenedRun } from "../opened-run.js";
import type { BatchRecord } from "../run-record.js";

/** The run of the batch after a position, as its log has it. */
export interface BatchRun {
  readonly opened: OpenedRun;
  /** Which batch it is; undefined when that is still to be decided. */
  readonly cut: BatchRecord | undefined;
  /** `succeeded`: it has only to be committed. `replaced`: so did another version of the stage, whose output this one cannot read. */
  readonly state: "to-do" | "succeeded" | "replaced";
}

export interface BatchRunOptions {
  readonly open: (runId: string) => Promise<OpenedRun>;
  readonly stage: StageInfo;
  readonly seed: number | undefined;
  readonly runId: string;
}

/**
 * Finds the run under way, or the place for a new one. A batch that another version of the stage (or another seed) has begun and not
 * ended is not resumed, as its stages differ: its run is ended, which fences whoever still works on it, and the same batch
 * gets a new run, `<run id>/again-2`.
 */
export async function openBatchRun(options: BatchRunOptions): Promise<BatchRun> {
  const { open, stage, seed, runId } = options;
  let newest: OpenedRun | undefined;
  for (let number = 1; ; number++) {
    const opened = await open(number === 1 ? runId : `${runId}/again-${number}`);
    if (opened.past !== undefined) {
      newest = opened;
      continue;
    }
    const past = newest?.past;
    if (newest === undefined || past === undefined) return { opened, cut: undefined, state: "to-do" };
    const cut = past.batch;
    const same = past.stage.fingerprint === stage.fingerprint && (seed === undefined || seed === past.seed);
    if (past.status === "succeeded") return { opened: newest, cut, state: same ? "succeeded" : "replaced" };
    if (same) return { opened: newest, cut, state: "to-do" };
    // Whoever has written in between may have ended it.
    if (!(await endReplaced(newest, stage))) return openBatchRun(options);
    return { opened, cut, state: "to-do" };
  }
}

async function endReplaced({ journal }: OpenedRun, { id, version }: StageInfo): Promise<boolean> {
  const error = { name: "Replaced", message: `The batch is run by another version of stage ${id}: ${version}` };
  try {
    await journal.append("run-ended", { status: "aborted", error });
    return true;
  } catch (failure) {
    if (ConflictError.isInstance(failure)) return false;
    throw failure;
  }
}
