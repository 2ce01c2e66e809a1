import type { NativeConnection, Worker } from "@temporalio/worker";
import type { Executor, StageTask } from "../../core/index.js";
import type { SentRun } from "../../ports/house.js";
import { checkNamespace } from "./check-namespace.js";
import { noAnswer } from "./failure-of.js";
import { loadTemporal } from "./load-temporal.js";
import type { TemporalClient } from "./temporal-client.js";
import { runQueue, runWorkflow, taskWorkflow } from "./temporal-names.js";
import { workflowBundle } from "./workflow-bundle.js";
import { createWorkplace, type WorkAtHand } from "./workplace.js";

export type Driver = (run: SentRun, place: WorkAtHand) => Promise<unknown>;

export interface CreateWorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly queue: string;
  readonly concurrency: number;
  readonly pollMilliseconds: number;
  readonly executorOf: (task: StageTask) => Executor;
  /** Makes what drives a run, by a client that gives its stages to all workers. */
  readonly createDriver: (client: TemporalClient) => Driver;
}

/**
 * Temporal's own workers, not yet at work: one that replays the workflows and does stages, and one that drives runs, which do not count as stages.
 * @throws {StateError} a package of Temporal is not installed. {ServiceError} Temporal is not there, or refuses.
 */
export async function createWorkers(options: CreateWorkersOptions): Promise<readonly Worker[]> {
  const { connection, namespace, queue, concurrency, pollMilliseconds, executorOf, createDriver } = options;
  const { Worker, ...activity } = await loadTemporal();
  await checkNamespace(connection, namespace);
  const bundle = await workflowBundle();
  const atWork = createWorkplace(activity, pollMilliseconds);
  const shared = { connection, namespace, maxHeartbeatThrottleInterval: pollMilliseconds };
  try {
    const tasks = await Worker.create({
      ...shared,
      taskQueue: queue,
      workflowBundle: bundle,
      activities: {
        [taskWorkflow]: (task: StageTask) => atWork((hand) => executorOf(task).execute(task, hand)),
      },
      maxConcurrentActivityTaskExecutions: concurrency,
    });
    try {
      const { client } = tasks;
      if (client === undefined) throw new Error("a worker without a client");
      const drive = createDriver(client);
      const runs = await Worker.create({
        ...shared,
        taskQueue: runQueue(queue),
        activities: { [runWorkflow]: (run: SentRun) => atWork((hand) => drive(run, hand)) },
      });
      return [tasks, runs];
    } catch (error) {
      await tasks.runUntil(Promise.resolve()); // It holds the connection until it has run and stopped.
      throw error;
    }
  } catch (error) {
    throw noAnswer("temporal worker", error);
  }
}
