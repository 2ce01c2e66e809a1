import { AsyncLocalStorage } from "node:async_hooks";
import { StateError } from "../../core/index.js";
import { carriedError } from "../../ports/house.js";
import type { DbosProcess } from "./dbos-client.js";
import { type WatchOptions, type WorkflowWatch, watchWorkflow } from "./watch-workflow.js";

/** What of DBOS's work is in hand in this process, whichever worker of it has it. */
const inHand = new Map<string, WorkflowWatch>();

/**
 * Where work of a workflow is done: with a signal that is aborted when the workflow is no longer this process's, and out of sight of DBOS. What a runner does
 * after a crash is less than it did before, while DBOS holds a workflow to the same steps in the same order: so it sees one that has none, and may be begun again.
 */
export function createWorkplace(
  dbos: DbosProcess,
  options: WatchOptions,
): <T>(work: (hand: Pick<WorkflowWatch, "signal" | "isOurs">) => Promise<T>) => Promise<T> {
  const outside = AsyncLocalStorage.snapshot();
  return async function atWork(work) {
    const { workflowID } = dbos;
    if (workflowID === undefined)
      throw new StateError({ place: "dbos worker", message: "Expected to be called by DBOS as a workflow, got none" });
    return outside(async () => {
      // Put back into the queue, it may come back to this process before that was seen.
      inHand.get(workflowID)?.replace();
      const watch = watchWorkflow(dbos, workflowID, options);
      inHand.set(workflowID, watch);
      try {
        return await work(watch);
      } catch (error) {
        throw carriedError(error);
      } finally {
        watch.stop();
        if (inHand.get(workflowID) === watch) inHand.delete(workflowID);
      }
    });
  };
}
