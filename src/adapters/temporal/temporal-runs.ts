import { checkOptions, option } from "../../core/house.js";
import type { Context, Run, Stage, Store } from "../../core/index.js";
import { runElsewhere, type SentRun } from "../../ports/house.js";
import { checkClient } from "./check-client.js";
import { durableCall } from "./durable-call.js";
import type { TemporalClient } from "./temporal-client.js";
import { defaultHeartbeatMilliseconds, defaultQueue, runQueue, runWorkflow } from "./temporal-names.js";

export interface TemporalRunsOptions {
  /** A `Client` of the namespace that the workers have. */
  readonly temporal: TemporalClient;
  /** The one of the workers, or another way to the same blobs and logs. */
  readonly store: Store;
  /** The one that the workers have. @default "golden-pipeline" */
  readonly queue?: string;
  /** As of `temporalExecutor`, for the worker that drives the run and for those that do its stages. @default 60000 */
  readonly heartbeatMilliseconds?: number;
}

export interface TemporalRunOptions {
  /** Names the run, and the workflow in Temporal. */
  readonly runId: string;
  /** A safe integer. @default 0 */
  readonly seed?: number;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
}

export interface TemporalRuns {
  /**
   * Has a run done by the workers, and gives its output and record. The same id again waits for the same run, or goes on with one that failed: whoever asks
   * may die, too.
   * @throws {InvalidArgumentError} the input is not JSON. What a stage threw, the signal's reason, a `StateError` or `ServiceError` as of `temporalExecutor`.
   */
  run<In, Out, C extends Context>(
    pipeline: Stage<In, Out, C>,
    input: In,
    options: TemporalRunOptions,
  ): Promise<Run<Out>>;
}

/**
 * Runs that outlive who asked for them: a run is a workflow of Temporal whose id is the run id, which any worker drives (`temporalWorker`), and each of its
 * stages a workflow that any worker does.
 *
 * @throws {InvalidArgumentError} an option is not what it has to be.
 * @example
 * const runs = temporalRuns({ temporal: client, store });
 * const { output } = await runs.run(training, { month: "2001-01" }, { runId: "2001-01", seed: 7 });
 */
export function temporalRuns(options: TemporalRunsOptions): TemporalRuns {
  checkOptions<TemporalRunsOptions>("temporal runs", options, {
    temporal: option.required(option.anything),
    store: option.required(option.noun),
    queue: option.text,
    heartbeatMilliseconds: option.count,
  });
  const { temporal, store, queue = defaultQueue, heartbeatMilliseconds = defaultHeartbeatMilliseconds } = options;
  checkClient("temporal runs", temporal);
  return {
    async run(pipeline, input, given) {
      checkOptions<TemporalRunOptions>("temporal runs", given, {
        runId: option.required(option.text),
        seed: option.wholeNumber(),
        signal: option.noun,
      });
      const { runId, seed = 0, signal = new AbortController().signal } = given;
      const call = { runId, workflowType: runWorkflow, workflowId: runId, taskQueue: queue, signal };
      const send = (work: SentRun) =>
        durableCall(temporal, call, { work, taskQueue: runQueue(queue), heartbeatMilliseconds });
      return runElsewhere(pipeline, input, { place: "temporal runs", store, runId, seed, send });
    },
  };
}
