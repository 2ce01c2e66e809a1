import { checkOptions, option } from "../../core/house.js";
import type { DbosTables } from "./dbos-client.js";
import { defaultQueue, runQueue, runWorkflow, taskWorkflow } from "./dbos-names.js";

export interface TakeOverOptions {
  /** A `DBOSClient`, or the class `DBOS`, launched. */
  readonly dbos: DbosTables;
  /** Of the process that is gone, as its DBOS was configured. */
  readonly executorID: string;
  /** The one that the workers have. @default "golden-pipeline" */
  readonly queue?: string;
}

/**
 * Puts the stages and runs that a dead process had in hand back into the queue, for whichever worker is free; gives how many there were. DBOS by itself does so only when a process
 * is launched under the same `executorID`. Call it only for one that is gone for good: a living one goes on until it sees that it has lost its work, and a stage is
 * at work twice.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be. What the database says, as it is.
 * @example await takeOverDbosWork({ dbos: client, executorID: "worker-1" });
 */
export async function takeOverDbosWork(options: TakeOverOptions): Promise<number> {
  checkOptions<TakeOverOptions>("dbos take over", options, {
    dbos: option.required(option.anything),
    executorID: option.required(option.text),
    queue: option.text,
  });
  const { dbos, executorID, queue = defaultQueue } = options;
  const workflowName = [taskWorkflow, runWorkflow];
  const left = await dbos.listWorkflows({
    workflowName,
    executorId: executorID,
    status: "PENDING",
    loadInput: false,
    loadOutput: false,
  });
  let count = 0;
  for (const queueName of [queue, runQueue(queue)]) {
    const ids = left.filter((one) => one.queueName === queueName).map(({ workflowID }) => workflowID);
    if (ids.length > 0) await dbos.resumeWorkflows(ids, { queueName });
    count += ids.length;
  }
  return count;
}
