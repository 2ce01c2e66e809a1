import type { NativeConnection, Worker } from "@temporalio/worker";
import { checkOptions, type NoContextNames, type OptionRules, option, silentLog } from "../../core/house.js";
import type { Context, Logger, Stage, Store, Tracker } from "../../core/index.js";
import { createInProcessExecutor, createRunner, InvalidArgumentError, StateError } from "../../core/index.js";
import { doRun, executorsByTask } from "../../ports/house.js";
import { createWorkers, type Driver } from "./create-workers.js";
import type { TemporalClient } from "./temporal-client.js";
import { temporalExecutor } from "./temporal-executor.js";
import { defaultQueue } from "./temporal-names.js";

export interface TemporalWorkerOptions<Services extends object> {
  /** A `NativeConnection` of `@temporalio/worker`, which stays yours to close. */
  readonly temporal: NativeConnection;
  /** @default "default" */
  readonly namespace?: string;
  /** The one of whoever gives the tasks, or another way to the same blobs and logs. */
  readonly store: Store;
  /** Whose stages it runs: made by the same code as those that `temporalExecutor` and `temporalRuns` are given. */
  readonly pipelines: readonly Stage<never, unknown, Context & NoInfer<Services>>[];
  /** What stages ask for beyond the context, by name. @default none */
  readonly services?: Services;
  /** @default "golden-pipeline" */
  readonly queue?: string;
  /** How many stages this process runs at a time. Runs, which only wait for their stages, are not counted. @default 1 */
  readonly concurrency?: number;
  /** How often Temporal is given a sign of life of work in hand, and tells whether it was cancelled. @default 1000 */
  readonly pollMilliseconds?: number;
  /** @default the store's own */
  readonly tracker?: Tracker;
  /** @default silent */
  readonly log?: Logger;
}

const rules: OptionRules<TemporalWorkerOptions<object>> = {
  temporal: option.required(option.noun),
  namespace: option.text,
  store: option.required(option.noun),
  pipelines: option.required(option.listOf(option.callback)),
  services: option.noun,
  queue: option.text,
  concurrency: option.count,
  pollMilliseconds: option.count,
  tracker: option.noun,
  log: option.noun,
};

export interface TemporalWorker {
  /**
   * Bundles the workflows, which takes a second or two, and begins to take stages and runs.
   * @throws {StateError} it was started before, or a package of Temporal is not installed. {ServiceError} Temporal is not there, or has no such namespace.
   */
  start(): Promise<void>;
  /** Takes nothing more, aborts the signals of what is in hand, so that another worker begins it again, and waits until all of it has ended. */
  stop(): Promise<void>;
  /** Resolves when it has stopped, also after SIGTERM or SIGINT. Rejects when it cannot go on: a process that does not look at it ends then. */
  readonly ended: Promise<void>;
}

/**
 * A process that runs stages of pipelines for `temporalExecutor`, and whole runs for `temporalRuns`. It finds a stage by the task's path and refuses one of another
 * fingerprint. A task that is cancelled aborts its stage's signal.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be.
 * @example
 * const temporal = await NativeConnection.connect({ address });
 * const worker = temporalWorker({ temporal, store, pipelines: [training] });
 * await worker.start();
 */
export function temporalWorker<Services extends object & NoContextNames = {}>(
  options: TemporalWorkerOptions<Services>,
): TemporalWorker {
  const place = "temporal worker";
  checkOptions<object>(place, options, rules);
  const { temporal, namespace = "default", store, pipelines, services, tracker, log = silentLog } = options;
  const { queue = defaultQueue, concurrency = 1, pollMilliseconds = 1000 } = options;
  if (pipelines.length === 0) throw new InvalidArgumentError(place, "`pipelines` to have one", pipelines);

  const shared = { store, log, ...(services && { services }), ...(tracker && { tracker }) };
  const known = pipelines.map((pipeline) => ({ pipeline, executor: createInProcessExecutor(pipeline, shared) }));
  const executorOf = executorsByTask(place, known);

  function createDriver(client: TemporalClient): Driver {
    return (run, { signal, heartbeatMilliseconds }) => {
      const executor = temporalExecutor({ temporal: client, queue, heartbeatMilliseconds });
      return doRun(run, { place, pipelines, store, runner: createRunner({ ...shared, executor }), signal });
    };
  }

  let workers: readonly Worker[] = [];
  let started = false;
  let settle: (work: Promise<unknown>) => void = () => undefined;
  const ended = new Promise<unknown>((resolve) => {
    settle = resolve;
  }).then(() => undefined);

  const shutdown = (): void => {
    for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
  };
  return {
    ended,
    async start() {
      if (started) throw new StateError({ place, message: "Expected a worker that was not started, got one that was" });
      started = true;
      const connection = temporal;
      try {
        workers = await createWorkers({
          ...{ connection, namespace, queue, concurrency, pollMilliseconds },
          ...{ executorOf, createDriver },
        });
      } catch (error) {
        started = false;
        throw error;
      }
      settle(Promise.all(workers.map((worker) => worker.run().finally(shutdown))));
    },
    async stop() {
      shutdown();
      if (workers.length > 0) await ended;
    },
  };
}
