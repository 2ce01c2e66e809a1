import type { Runnable } from "../chain/misfit.js";
import type { Clock } from "../clock.js";
import type { Context, Logger } from "../context.js";
import type { Executor } from "../ports/executor.js";
import type { Source } from "../ports/source.js";
import type { Tracker } from "../ports/tracker.js";
import type { Stage } from "../stage.js";
import type { Store } from "../store.js";
import type { Interceptor } from "./interceptor.js";
import type { RunnerEvent } from "./partition-event.js";
import type { RunRecord } from "./run-record.js";

/** A service may not take a name that the context itself has. */
export type NoContextNames = { readonly [K in keyof Context]?: never };

export interface RunnerOptions<Services extends object> {
  /** Where runs are recorded; without it nothing is kept, and stages get a memory store. */
  readonly store?: Store;
  /** What stages ask for beyond the context, by name. @default none */
  readonly services?: Services;
  /**
   * Runs the stages of pipelines, in other processes or durably; needs a store. Records, resuming and outputs are the same with it.
   * @default none: stages are called in this process
   */
  readonly executor?: Executor;
  /** Where stages' params, metrics, tags and artifacts go. @default the store's own, read by `readTracking`; without a store none */
  readonly tracker?: Tracker;
  /** How long the end of a run waits at most for a slow tracker. @default 5000 */
  readonly trackerWaitMilliseconds?: number;
  /** Called around each run, stage and attempt that is done here, e.g. to trace it. @default none */
  readonly interceptor?: Interceptor;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** @default silent */
  readonly log?: Logger;
  /** Environment variables; of these GIT_COMMIT is read. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface RunOptions {
  /** Names the run; the same id again resumes it. Lower-case letters and digits joined by `-`, `.` or `/`. @default a random one */
  readonly runId?: string;
  /** A safe integer. @default 0, or when resuming the seed that the run was started with */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

export interface EachOptions {
  /** Of every run. A safe integer. @default 0 */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** How many partitions may be in the stage at a time. Within a partition batches are always run in order, one at a time. @default 1 */
  readonly concurrency?: number;
}

export interface Run<Out> {
  readonly output: Out;
  readonly record: RunRecord;
}

/** What an application embeds, made once: it holds the services and the store. */
export interface Runner<Services extends object> {
  /**
   * Runs a stage. With a store, what happens is written as it goes, and the same run id again resumes: stages that have
   * finished are read back, and a run that has ended gives its output without running anything.
   *
   * @throws {StateError} the run was started with another fingerprint, seed or input.
   * @throws {ConflictError} another process runs under the same id.
   * @throws {InvalidArgumentError} the run id or seed is not of its form, or with a store an output is neither JSON nor has a codec.
   * @throws whatever a stage throws, and the signal's reason, as they are.
   */
  run<In, Out, S>(
    stage: Runnable<Services, S, Stage<In, Out, Context & Services>>,
    input: NoInfer<In>,
    options?: RunOptions,
  ): Promise<Run<Out>>;
  /**
   * One run for each batch of a source, committed after the run's output is stored: with a store, every batch has its effect exactly once,
   * whenever a process dies and whoever reads on. The run's id is made of the stage's id, the source's name, the partition and the position where the batch
   * begins; its first event says where it ends, so the same batch is made again. A batch whose run has ended is only committed.
   *
   * Of each partition one batch is read ahead, and no more are run than are asked for. A partition that is revoked aborts its
   * run and goes on with its next reader; the others here go on. Batches begun by another version of the stage are run anew.
   *
   * @throws {InvalidArgumentError} `concurrency` is not a whole number of at least 1.
   * @throws {RevokedError} at the end, when a partition was lost to a reader that its source knew nothing of.
   * @throws whatever a stage or the source throws, and the signal's reason, as they are.
   */
  each<In, Out, S>(
    stage: Runnable<Services, S, Stage<In, Out, Context & Services>>,
    source: Source<NoInfer<In>>,
    options?: EachOptions,
  ): AsyncGenerator<Run<Out>, void, undefined>;
  /** Tells the listener of every event of this type, of all runs. Gives back a function that ends it. */
  on<T extends RunnerEvent["type"]>(
    type: T,
    listener: (event: RunnerEvent & { readonly type: NoInfer<T> }) => unknown,
  ): () => void;
}
