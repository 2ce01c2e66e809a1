import type { Logger } from "../../core/index.js";
import { StateError } from "../../core/index.js";
import { letGo } from "../../ports/house.js";
import type { DbosProcess, DbosWorkflow } from "./dbos-client.js";

export interface WatchOptions {
  readonly milliseconds: number;
  readonly log: Logger;
}

export interface WorkflowWatch {
  readonly signal: AbortSignal;
  /** Looks now; false also when there is no answer. */
  isOurs(): Promise<boolean>;
  /** Tells it that the workflow was begun anew in this process. */
  replace(): void;
  stop(): void;
}

/**
 * Looks every so often whether the workflow is still this process's, as DBOS tells nobody who is at work. The signal is aborted with a `StateError` once it was
 * cancelled, put back into the queue, or another process has it. Without an answer it goes on.
 */
export function watchWorkflow(
  dbos: DbosProcess,
  workflowId: string,
  { milliseconds, log }: WatchOptions,
): WorkflowWatch {
  const lost = new AbortController();
  const { signal } = lost;
  function lose(got: string, isCalledOff: boolean): void {
    const message = `Expected workflow ${workflowId} to be in the hands of this worker, got ${got}`;
    const reason = new StateError({ place: "dbos worker", message });
    lost.abort(isCalledOff ? reason : letGo(reason));
  }
  async function isOurs(): Promise<boolean> {
    try {
      const found = await dbos.getWorkflowStatus(workflowId);
      if (found?.status !== "PENDING" || found.executorId !== dbos.executorID)
        lose(whatIsOf(found), isCalledOff(found));
    } catch (error) {
      log.warn({ error, workflowId }, "It could not be seen whether the workflow is still this worker's");
      return false;
    }
    return !signal.aborted;
  }
  let looking = false;
  const timer = setInterval(async () => {
    // While DBOS is shut down, what is at work may end in peace, and is not counted.
    if (looking || !dbos.isInitialized()) return;
    looking = true;
    await isOurs();
    looking = false;
  }, milliseconds);
  timer.unref();
  return {
    signal,
    isOurs,
    replace: () => lose("one that was put back into the queue, and begun anew by it", false),
    stop: () => clearInterval(timer),
  };
}

/** Else another process has it, or will have it, and waits for its stages. */
const isCalledOff = (found: DbosWorkflow | null): boolean => found === null || found.status === "CANCELLED";

function whatIsOf(found: DbosWorkflow | null): string {
  const status = found?.status ?? "deleted";
  return status === "PENDING" ? `one that worker ${found?.executorId} has` : `one that is ${status}`;
}
