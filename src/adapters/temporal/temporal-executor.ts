import { checkOptions, option } from "../../core/house.js";
import type { Executor } from "../../core/index.js";
import { arrivedArtifact, sentTask } from "../../ports/house.js";
import { checkClient } from "./check-client.js";
import { durableCall } from "./durable-call.js";
import type { TemporalClient } from "./temporal-client.js";
import { defaultHeartbeatMilliseconds, defaultQueue, taskWorkflow } from "./temporal-names.js";

export interface TemporalExecutorOptions {
  /** A `Client` of the namespace that the workers have. */
  readonly temporal: TemporalClient;
  /** The one that the workers have. @default "golden-pipeline" */
  readonly queue?: string;
  /** A worker that gives no sign of life for so long is taken for dead, and another begins the stage again: longer than a stage may compute without a pause. @default 60000 */
  readonly heartbeatMilliseconds?: number;
}

/**
 * An executor whose tasks are workflows in Temporal: whichever worker is free takes one (`temporalWorker`), and what came of it stands in Temporal's history. Their ids
 * are `<runId>/<path>/<beginning of the task's digest>`, so that a task that is given again, also by another process, is not done again. One that failed gets another
 * execution under its id. Temporal begins again what was cut off, and retries nothing that failed: `retry` around a stage is what tries again.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be. Tasks reject with what the stage threw (name, message and plain facts), the signal's
 * reason, a `StateError` when the workflow was cancelled, terminated or given up, or a `ServiceError` when Temporal gives no answer.
 * @example
 * const client = new Client({ connection: await Connection.connect({ address }) });
 * createRunner({ store, executor: temporalExecutor({ temporal: client }) });
 */
export function temporalExecutor(options: TemporalExecutorOptions): Executor {
  checkOptions<TemporalExecutorOptions>("temporal executor", options, {
    temporal: option.required(option.anything),
    queue: option.text,
    heartbeatMilliseconds: option.count,
  });
  const { temporal, queue = defaultQueue, heartbeatMilliseconds = defaultHeartbeatMilliseconds } = options;
  checkClient("temporal executor", temporal);
  return {
    specificationVersion: "v1",
    async execute(task, { signal }) {
      const sent = sentTask(task);
      const call = { runId: task.runId, workflowType: taskWorkflow, workflowId: sent.id, taskQueue: queue, signal };
      const words = { work: sent.task, taskQueue: queue, heartbeatMilliseconds };
      return arrivedArtifact("temporal executor", sent, await durableCall(temporal, call, words));
    },
  };
}
