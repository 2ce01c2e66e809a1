import type { Logger } from "../../core/index.js";
import { StateError } from "../../core/index.js";
import { letGo } from "../../ports/house.js";
import type { DbosProcess, DbosWorkflow } from "./dbos-client.js";

export interface WatchOptions {
  readonly milliseconds: number;
  readonly log: Logger;
}

/**
 * Looks every so often whether the workflow is still this process's, as DBOS tells nobody who is at work. The signal is aborted with a `StateError` once it was
 * cancelled, put back into the queue, or another process has it. Without an answer it goes on.
 */
export function watchWorkflow(
  dbos: DbosProcess,
  workflowId: string,
  { milliseconds, log }: WatchOptions,
): { readonly signal: AbortSignal; stop(): void } {
  const lost = new AbortController();
  let looking = false;
  const timer = setInterval(async () => {
    // While DBOS is shut down, what is at work may end in peace, and is not counted.
    if (looking || !dbos.isInitialized()) return;
    looking = true;
    try {
      const found = await dbos.getWorkflowStatus(workflowId);
      if (found?.status === "PENDING" && found.executorId === dbos.executorID) return;
      const reason = new StateError({ place: "dbos worker", message: messageOf(workflowId, found) });
      lost.abort(isCalledOff(found) ? reason : letGo(reason));
    } catch (error) {
      log.warn({ error, workflowId }, "It could not be seen whether the workflow is still this worker's");
    } finally {
      looking = false;
    }
  }, milliseconds);
  timer.unref();
  return { signal: lost.signal, stop: () => clearInterval(timer) };
}

/** Else another process has it, or will have it, and waits for its stages. */
const isCalledOff = (found: DbosWorkflow | null): boolean => found === null || found.status === "CANCELLED";

function messageOf(workflowId: string, found: DbosWorkflow | null): string {
  const status = found?.status ?? "deleted";
  const got = status === "PENDING" ? `one that worker ${found?.executorId} has` : `one that is ${status}`;
  return `Expected workflow ${workflowId} to be in the hands of this worker, got ${got}`;
}
