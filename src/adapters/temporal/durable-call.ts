import { linkSignal, orAborted } from "../../core/house.js";
import { StateError } from "../../core/index.js";
import { isLetGo } from "../../ports/house.js";
import { failureOf } from "./failure-of.js";
import { grpcCode, nameOf } from "./foreign-error.js";
import type { SentWork } from "./sent-work.js";
import type { TemporalClient, TemporalHandle, TemporalWorkflow } from "./temporal-client.js";

export interface DurableCallOptions {
  readonly runId: string;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly signal: AbortSignal;
}

const callMilliseconds = 30_000;
const waitMilliseconds = 60_000;
const cancelMilliseconds = 5000;
const deadlineExceeded = 4;

/** A workflow that ended so is not asked again: whoever calls once more gets a new execution of it. */
const failed = new Set(["FAILED", "CANCELLED", "TERMINATED", "TIMED_OUT"]);

/**
 * Has a workflow done by whichever process takes it, and waits for it. One that is under way or done under the id is not started again; one that failed is,
 * under the same id. The signal cancels it, unless its reason is that another goes on with the run.
 *
 * @throws what the workflow threw; the signal's reason; {StateError} it was cancelled, or given up by Temporal; {ServiceError} Temporal gives no answer.
 */
export async function durableCall(
  client: TemporalClient,
  options: DurableCallOptions,
  sent: SentWork,
): Promise<unknown> {
  const { workflowId, runId, signal } = options;
  signal.throwIfAborted();
  const starting = begin(client, options, sent);
  try {
    const handle = await orAborted(starting, signal);
    return await orAborted(resultOf(client, handle, signal), signal);
  } catch (error) {
    if (!signal.aborted) throw failureOf(workflowId, error);
    if (isLetGo(signal.reason, runId)) throw signal.reason; // Another waits for it.
    // Nobody waits for it any more, whether or not that can be told.
    const cancelled = starting.then((handle) => soon(client, () => handle.cancel()));
    await orAborted(cancelled, AbortSignal.timeout(cancelMilliseconds)).catch(() => undefined);
    throw signal.reason;
  }
}

async function begin(
  client: TemporalClient,
  { workflowType, workflowId, taskQueue }: DurableCallOptions,
  sent: SentWork,
): Promise<TemporalHandle> {
  const handle = client.workflow.getHandle(workflowId);
  const found = await soon(client, () => described(handle));
  if (found !== undefined && !failed.has(found.status.name)) {
    // What it gave would be a reference into another store.
    if (found.taskQueue !== taskQueue)
      throw new StateError({
        place: "temporal",
        message: `Expected workflow ${workflowId} to be of queue ${taskQueue}, got one of ${found.taskQueue}: all queues of a namespace share the ids; give another run id`,
      });
    return handle;
  }
  try {
    return await soon(client, () =>
      client.workflow.start(workflowType, {
        workflowId,
        taskQueue,
        args: [sent],
        workflowIdReusePolicy: "ALLOW_DUPLICATE_FAILED_ONLY",
        workflowIdConflictPolicy: "USE_EXISTING",
      }),
    );
  } catch (error) {
    if (nameOf(error) === "WorkflowExecutionAlreadyStartedError") return handle; // Another was faster, and it is done.
    throw error;
  }
}

async function described(handle: TemporalHandle): Promise<TemporalWorkflow | undefined> {
  try {
    return await handle.describe();
  } catch (error) {
    if (nameOf(error) === "WorkflowNotFoundError") return undefined;
    throw error;
  }
}

/** A stage may take hours while the server answers, and a server that is silent looks the same: so it is asked every so often. */
async function resultOf(client: TemporalClient, handle: TemporalHandle, signal: AbortSignal): Promise<unknown> {
  for (;;) {
    signal.throwIfAborted();
    const linked = linkSignal(signal); // A client leaves its listeners at the signal that it is given.
    const wait = () => client.withAbortSignal(linked.signal, () => handle.result());
    try {
      return await client.withDeadline(Date.now() + waitMilliseconds, wait);
    } catch (error) {
      if (grpcCode(error) !== deadlineExceeded) throw error;
    } finally {
      linked.release();
    }
    await soon(client, () => handle.describe());
  }
}

/** By itself a client waits for an answer without end. */
function soon<T>(client: TemporalClient, calls: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + callMilliseconds, calls);
}
