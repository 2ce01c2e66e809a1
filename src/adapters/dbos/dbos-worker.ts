import { checkOptions, type NoContextNames, type OptionRules, option, silentLog } from "../../core/house.js";
import type { Context, Logger, Stage, StageTask, Store, Tracker } from "../../core/index.js";
import { createInProcessExecutor, createRunner, InvalidArgumentError, StateError } from "../../core/index.js";
import { doRun, executorsByTask, isTakenOver, type SentRun } from "../../ports/house.js";
import { checkProcess } from "./client-of.js";
import type { DbosProcess } from "./dbos-client.js";
import { dbosExecutor } from "./dbos-executor.js";
import { defaultQueue, runQueue, runWorkflow, taskWorkflow } from "./dbos-names.js";
import { createWorkplace } from "./workplace.js";

export interface DbosWorkerOptions<Services extends object> {
  /** The class `DBOS`, not launched yet: it takes registrations before it is. */
  readonly dbos: DbosProcess;
  /** The one of whoever gives the tasks, or another way to the same blobs and logs. */
  readonly store: Store;
  /** Whose stages it runs: made by the same code as those that `dbosExecutor` and `dbosRuns` are given. */
  readonly pipelines: readonly Stage<never, unknown, Context & NoInfer<Services>>[];
  /** What stages ask for beyond the context, by name. @default none */
  readonly services?: Services;
  /** @default "golden-pipeline" */
  readonly queue?: string;
  /** How many stages this process runs at a time. Runs, which only wait for their stages, are not counted. @default 1 */
  readonly concurrency?: number;
  /** How often the queue is asked for work, and whether work in hand was cancelled. @default 1000 */
  readonly pollMilliseconds?: number;
  /** @default the store's own */
  readonly tracker?: Tracker;
  /** @default silent */
  readonly log?: Logger;
}

const rules: OptionRules<DbosWorkerOptions<object>> = {
  dbos: option.required(option.anything),
  store: option.required(option.noun),
  pipelines: option.required(option.listOf(option.callback)),
  services: option.noun,
  queue: option.text,
  concurrency: option.count,
  pollMilliseconds: option.count,
  tracker: option.noun,
  log: option.noun,
};

export interface DbosWorker {
  /** Begins to take stages and runs from the queue: after `DBOS.launch()`. @throws {StateError} DBOS is not launched. */
  start(): Promise<void>;
}

/**
 * A process that runs stages of pipelines for `dbosExecutor`, and whole runs for `dbosRuns`. It finds a stage by the task's path and refuses one of another
 * fingerprint. A task that is cancelled aborts its stage's signal.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be, or DBOS was launched before.
 * @example
 * const worker = dbosWorker({ dbos: DBOS, store, pipelines: [training] });
 * DBOS.setConfig({ name: "training", systemDatabaseUrl, executorID: "worker-1" });
 * await DBOS.launch();
 * await worker.start();
 */
export function dbosWorker<Services extends object & NoContextNames = {}>(
  options: DbosWorkerOptions<Services>,
): DbosWorker {
  checkOptions<object>("dbos worker", options, rules);
  const { dbos, store, pipelines, services, tracker, log = silentLog } = options;
  const { queue = defaultQueue, concurrency = 1, pollMilliseconds = 1000 } = options;
  checkProcess("dbos worker", dbos);
  if (pipelines.length === 0) throw new InvalidArgumentError("dbos worker", "`pipelines` to have one", pipelines);
  if (dbos.isInitialized())
    throw new InvalidArgumentError("dbos worker", "to be made before DBOS is launched", undefined, "a launched one");

  const shared = { store, log, ...(services && { services }), ...(tracker && { tracker }) };
  const known = pipelines.map((pipeline) => ({ pipeline, executor: createInProcessExecutor(pipeline, shared) }));
  const executorOf = executorsByTask("dbos worker", known);
  const executor = dbosExecutor({ dbos, queue, pollMilliseconds });
  const runner = createRunner({ ...shared, executor });
  const atWork = createWorkplace(dbos, { milliseconds: pollMilliseconds, log });

  const doTask = (task: StageTask) => atWork(({ signal }) => executorOf(task).execute(task, { signal }));
  const doSentRun = (run: SentRun) =>
    atWork(async ({ signal, isOurs }) => {
      for (;;)
        try {
          return await doRun(run, { place: "dbos worker", pipelines, store, runner, signal });
        } catch (error) {
          // Who had it before has met this one at the last line of the run's record, and stops by that.
          if (!isTakenOver(error, run.runId) || !(await isOurs())) throw error;
        }
    });
  dbos.registerWorkflow(doTask, { name: taskWorkflow });
  dbos.registerWorkflow(doSentRun, { name: runWorkflow });

  return {
    async start() {
      if (!dbos.isInitialized())
        throw new StateError({
          place: "dbos worker",
          message: "Expected DBOS to be launched, got none: call DBOS.launch()",
        });
      await dbos.registerQueue(queue, { workerConcurrency: concurrency, minPollingIntervalMs: pollMilliseconds });
      await dbos.registerQueue(runQueue(queue), { minPollingIntervalMs: pollMilliseconds });
    },
  };
}
