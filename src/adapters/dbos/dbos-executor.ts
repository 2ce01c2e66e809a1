import { checkOptions, option } from "../../core/house.js";
import type { Executor } from "../../core/index.js";
import { arrivedArtifact, sentTask } from "../../ports/house.js";
import { clientOf } from "./client-of.js";
import type { DbosClient, DbosProcess } from "./dbos-client.js";
import { defaultQueue, taskWorkflow } from "./dbos-names.js";
import { durableCall } from "./durable-call.js";

export interface DbosExecutorOptions {
  /** A `DBOSClient` in a process that gives work to others; the class `DBOS`, launched, in one that works itself. */
  readonly dbos: DbosClient | DbosProcess;
  /** The one that the workers have. @default "golden-pipeline" */
  readonly queue?: string;
  /** How often it is asked whether a task is done. @default 250 */
  readonly pollMilliseconds?: number;
}

/**
 * An executor whose tasks are workflows in DBOS's queue: whichever worker is free takes one (`dbosWorker`), and what came of it stands in Postgres. Their ids are
 * `<runId>/<path>/<beginning of the task's digest>`, so that a task that is given again, also by another process, is not done again. After one that failed
 * `#2` is added, and so on. Nothing is retried by DBOS: `retry` around a stage is what tries again.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be. Tasks reject with what the stage threw (name, message and plain facts), the signal's
 * reason, a `StateError` when DBOS has cancelled or given up the workflow, or a `ServiceError` when its database gives no answer.
 * @example
 * const client = await DBOSClient.create({ systemDatabaseUrl });
 * createRunner({ store, executor: dbosExecutor({ dbos: client }) });
 */
export function dbosExecutor(options: DbosExecutorOptions): Executor {
  checkOptions<DbosExecutorOptions>("dbos executor", options, {
    dbos: option.required(option.anything),
    queue: option.text,
    pollMilliseconds: option.count,
  });
  const { dbos, queue = defaultQueue, pollMilliseconds = 250 } = options;
  const client = clientOf("dbos executor", dbos);
  return {
    specificationVersion: "v1",
    async execute(task, { signal }) {
      const sent = sentTask(task);
      const words = { queueName: queue, workflowName: taskWorkflow, workflowID: sent.id };
      const call = { ...words, runId: task.runId, pollMilliseconds, signal };
      return arrivedArtifact("dbos executor", sent, await durableCall(client, call, sent.task));
    },
  };
}
