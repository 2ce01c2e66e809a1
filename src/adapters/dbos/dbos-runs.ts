import { checkOptions, option } from "../../core/house.js";
import type { Context, Run, Stage, Store } from "../../core/index.js";
import { runElsewhere, type SentRun } from "../../ports/house.js";
import { clientOf } from "./client-of.js";
import type { DbosClient, DbosProcess } from "./dbos-client.js";
import { defaultQueue, runQueue, runWorkflow } from "./dbos-names.js";
import { durableCall } from "./durable-call.js";

export interface DbosRunsOptions {
  /** A `DBOSClient`, or the class `DBOS`, launched. */
  readonly dbos: DbosClient | DbosProcess;
  /** The one of the workers, or another way to the same blobs and logs. */
  readonly store: Store;
  /** The one that the workers have. @default "golden-pipeline" */
  readonly queue?: string;
  /** How often it is asked whether the run has ended. @default 250 */
  readonly pollMilliseconds?: number;
}

export interface DbosRunOptions {
  /** Names the run, and the workflow in DBOS. */
  readonly runId: string;
  /** A safe integer. @default 0 */
  readonly seed?: number;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
}

export interface DbosRuns {
  /**
   * Has a run done by the workers, and gives its output and record. The same id again waits for the same run, or goes on with one that failed: whoever asks
   * may die, too.
   * @throws {InvalidArgumentError} the input is not JSON. What a stage threw, the signal's reason, a `StateError` or `ServiceError` as of `dbosExecutor`.
   */
  run<In, Out, C extends Context>(pipeline: Stage<In, Out, C>, input: In, options: DbosRunOptions): Promise<Run<Out>>;
}

/**
 * Runs that outlive who asked for them: a run is a DBOS workflow whose id is the run id, which any worker drives (`dbosWorker`), and each of its stages a
 * workflow that any worker does.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be.
 * @example
 * const runs = dbosRuns({ dbos: client, store });
 * const { output } = await runs.run(training, { month: "2001-01" }, { runId: "2001-01", seed: 7 });
 */
export function dbosRuns(options: DbosRunsOptions): DbosRuns {
  checkOptions<DbosRunsOptions>("dbos runs", options, {
    dbos: option.required(option.anything),
    store: option.required(option.noun),
    queue: option.text,
    pollMilliseconds: option.count,
  });
  const { dbos, store, queue = defaultQueue, pollMilliseconds = 250 } = options;
  const client = clientOf("dbos runs", dbos);
  return {
    async run(pipeline, input, given) {
      checkOptions<DbosRunOptions>("dbos runs", given, {
        runId: option.required(option.text),
        seed: option.wholeNumber(),
        signal: option.noun,
      });
      const { runId, seed = 0, signal = new AbortController().signal } = given;
      const words = { queueName: runQueue(queue), workflowName: runWorkflow, workflowID: runId };
      const call = { ...words, runId, pollMilliseconds, signal };
      const send = (sent: SentRun) => durableCall(client, call, sent);
      return runElsewhere(pipeline, input, { place: "dbos runs", store, runId, seed, send });
    },
  };
}
