import { orAborted } from "../../core/house.js";
import { StateError } from "../../core/index.js";
import { arrivedError, isLetGo } from "../../ports/house.js";
import { ServiceError } from "../../ports/index.js";
import type { DbosClient, DbosEnqueueOptions } from "./dbos-client.js";

export interface DurableCallOptions extends DbosEnqueueOptions {
  readonly runId: string;
  readonly pollMilliseconds: number;
  readonly signal: AbortSignal;
}

const cancelMilliseconds = 5000;

/** A workflow that ended so is not asked again: whoever calls once more gets a new one. */
const failed = new Set(["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]);

/**
 * Has a workflow done by whichever process takes it, and waits for it. One that is under way or done under the id is not started again; after one that
 * failed comes `<id>#2`, and so on. The signal cancels it, unless its reason is that another goes on with the run.
 *
 * @throws what the workflow threw; the signal's reason; {StateError} it was cancelled, or given up by DBOS; {ServiceError} DBOS gives no answer.
 */
export async function durableCall(client: DbosClient, options: DurableCallOptions, words: unknown): Promise<unknown> {
  const { queueName, workflowName, runId, pollMilliseconds, signal } = options;
  signal.throwIfAborted();
  const workflowID = await answered(orAborted(freeId(client, queueName, options.workflowID), signal), signal);
  const enqueued = client.enqueue({ queueName, workflowName, workflowID }, words);
  try {
    const handle = await answered(orAborted(enqueued, signal), signal);
    return await orAborted(handle.getResult({ pollingIntervalMs: pollMilliseconds }), signal);
  } catch (error) {
    if (ServiceError.isInstance(error)) throw error;
    if (!signal.aborted) throw await failureOf(client, workflowID, error, signal);
    if (isLetGo(signal.reason, runId)) throw signal.reason; // Another waits for it.
    // Nobody waits for it any more, whether or not that can be told: without a database DBOS tries for ever.
    const cancelled = enqueued.then(() => client.cancelWorkflow(workflowID));
    await orAborted(cancelled, AbortSignal.timeout(cancelMilliseconds)).catch(() => undefined);
    throw signal.reason;
  }
}

async function freeId(client: DbosClient, queue: string, id: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const workflowID = attempt === 1 ? id : `${id}#${attempt}`;
    const found = await client.getWorkflow(workflowID);
    if (found === undefined) return workflowID;
    if (failed.has(found.status)) continue;
    // What it gave would be a reference into another store. DBOS's own queue has what was resumed by hand.
    const { queueName } = found;
    if (typeof queueName === "string" && queueName !== queue && !queueName.startsWith("_dbos"))
      throw new StateError({
        place: "dbos",
        message: `Expected workflow ${workflowID} to be of queue ${queue}, got one of ${queueName}: all queues of a database share the ids; give another run id`,
      });
    return workflowID;
  }
}

async function failureOf(client: DbosClient, workflowID: string, error: unknown, signal: AbortSignal): Promise<Error> {
  const status = (await answered(orAborted(client.getWorkflow(workflowID), signal), signal))?.status;
  if (status === "ERROR") return arrivedError(error);
  if (status === undefined || failed.has(status)) {
    const got = status === undefined ? "none: it was deleted" : `one that is ${status}`;
    const message = `Expected workflow ${workflowID} to end, got ${got}; run again under the same run id to have it done`;
    return new StateError({ place: "dbos", message });
  }
  return noAnswer(error);
}

async function answered<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (StateError.isInstance(error)) throw error;
    throw noAnswer(error);
  }
}

/** Without a cause: the errors of database clients may carry how they connect. */
function noAnswer(error: unknown): ServiceError {
  const said = (error instanceof Error ? error.message : "another error").replaceAll(/\/\/[^@\s/]*@/g, "//[redacted]@");
  const message = `Expected an answer from DBOS and its database, got ${said || "an error without a message"}`;
  return new ServiceError({ place: "dbos", message, retryable: true });
}
