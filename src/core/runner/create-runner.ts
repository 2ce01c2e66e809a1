import { randomUUID } from "node:crypto";
import { createRandom } from "../create-random.js";
import { neverAborted } from "../default-context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { inputDigest } from "../input-digest.js";
import { createMemoryStore } from "../memory-store.js";
import { NounsAtHand } from "../nouns-at-hand.js";
import { checkOptions } from "../options/check-options.js";
import type { OptionRules } from "../options/option-rule.js";
import * as option from "../options/option-rule.js";
import { topContext } from "../place.js";
import { checkPort } from "../ports/check-port.js";
import type { Source } from "../ports/source.js";
import type { Tracker } from "../ports/tracker.js";
import { createRootScope, type ScopedContext } from "../scope.js";
import { silentLog } from "../silent-log.js";
import type { StageInfo } from "../stage.js";
import { internalsOf, isStage, notAStage } from "../stage-internals.js";
import { loadOutput, type StoredOutput } from "../stored-output.js";
import { systemClock } from "../system-clock.js";
import { createStoreTracker } from "../tracking/create-store-tracker.js";
import { TrackingQueue } from "../tracking/tracking-queue.js";
import { createBaseContext } from "./base-context.js";
import { checkResume, describeStage } from "./check-resume.js";
import { describeError } from "./describe-error.js";
import { drive } from "./drive.js";
import { runEach } from "./each/run-each.js";
import { foldRun } from "./fold-run.js";
import type { OpenedRun } from "./opened-run.js";
import { runLog } from "./read-run.js";
import type { PassedInput } from "./run-events.js";
import { RunFollower } from "./run-follower.js";
import { RunJournal } from "./run-journal.js";
import { createRunListeners } from "./run-listeners.js";
import type { BatchRecord, RunRecord, Surroundings } from "./run-record.js";
import type { EachOptions, NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner.js";
import { readSurroundings } from "./surroundings.js";

const rules: OptionRules<RunnerOptions<object>> = {
  store: option.noun,
  services: option.noun,
  executor: option.noun,
  tracker: option.noun,
  trackerWaitMilliseconds: option.number({ minimum: 0, infinite: true }),
  interceptor: option.callback,
  clock: option.noun,
  log: option.noun,
  environment: option.noun,
};

const runRules: OptionRules<RunOptions> = { runId: option.text, seed: option.wholeNumber(), signal: option.noun };

const eachRules: OptionRules<EachOptions> = {
  seed: option.wholeNumber(),
  signal: option.noun,
  concurrency: option.count,
};

/**
 * Makes a runner.
 *
 * @throws {InvalidArgumentError} a service takes a name that the context itself has, an executor comes without a store, or a port
 * is of another specification than this version knows.
 * @example
 * const runner = createRunner({ store: createFileStore("data"), services: { prices } });
 * const { output, record } = await runner.run(training, source, { runId: "2001-01", seed: 42 });
 */
export function createRunner<Services extends object & NoContextNames = {}>(
  options: RunnerOptions<Services> = {},
): Runner<Services> {
  checkOptions<RunnerOptions<object>>("runner", options, rules);
  const { store, services, clock = systemClock, log = silentLog, environment = process.env } = options;
  const { executor, trackerWaitMilliseconds = 5000, interceptor } = options;
  const tracker = options.tracker ?? (store && createStoreTracker(store, { clock }));
  if (executor) checkPort("runner", "executor", executor, ["execute"]);
  if (tracker) checkPort("runner", "tracker", tracker, ["start", "log", "flush", "finish"]);
  if (executor !== undefined && store === undefined)
    throw new InvalidArgumentError(
      "runner",
      "a `store` beside the `executor`: stages are given references into it",
      store,
    );
  const createContext = createBaseContext("runner", { clock, log, store }, services);
  const listeners = createRunListeners(log);
  let surroundings: Promise<Surroundings> | undefined;

  async function open(runId: string): Promise<OpenedRun> {
    const journal = new RunJournal(store, runLog(runId), clock);
    await journal.open();
    return { runId, journal, past: foldRun(runId, journal.events) };
  }

  async function run<Out>(stage: StageInfo | string, input: unknown, given: RunOptions = {}): Promise<Run<Out>> {
    if (!isStage(stage)) throw notAStage(stage);
    checkOptions("runner", given, runRules);
    const { runId = randomUUID(), seed, signal = neverAborted() } = given;
    const opened = await open(runId);
    signal.throwIfAborted();
    if (opened.past?.status === "succeeded") {
      checkResume(opened.past, stage, seed, inputDigest(input));
      const ended = await restore<Out>(stage, opened, async () => input, input);
      if (ended !== undefined) return ended;
    }
    await begin(stage, input, opened, { seed });
    return follow<Out>(stage, input, opened, { seed, signal });
  }

  /** Claims the run: whoever appends first has it, the others get a ConflictError. */
  async function begin(
    stage: StageInfo,
    input: unknown,
    { journal, past }: OpenedRun,
    { seed, batch }: { readonly seed: number | undefined; readonly batch?: BatchRecord },
  ): Promise<void> {
    const facts = { stage: describeStage(stage), seed: seed ?? 0, ...(batch && { batch }) };
    if (store === undefined) {
      journal.append("run-started", facts);
      return;
    }
    const digest = inputDigest(input);
    if (past !== undefined) checkResume(past, stage, seed, digest);
    surroundings ??= readSurroundings(environment, process.cwd());
    const known = { surroundings: await surroundings };
    if (past !== undefined) await journal.append("run-resumed", known);
    else await journal.append("run-started", { ...facts, ...(digest !== undefined && { input: digest }), ...known });
  }

  /** The output of a run that has ended; undefined when none was stored. */
  async function restore<Out>(
    stage: StageInfo,
    { runId, journal, past }: OpenedRun,
    input: () => Promise<unknown>,
    inputAtHand?: unknown,
  ): Promise<Run<Out> | undefined> {
    const last = journal.events.findLast((event) => event.type === "run-ended");
    const stored = last?.type === "run-ended" ? last.data.output : undefined;
    if (past === undefined || stored === undefined || store === undefined) return undefined;
    const nouns = new NounsAtHand(stage, inputAtHand);
    const { codec } = internalsOf(stage);
    const output = "passed" in stored ? await input() : await loadOutput(stored, codec, store.blobs, stage.id, nouns);
    const told = { runId, stage: stage.id };
    listeners.emit({ type: "run-start", ...told });
    listeners.emit({ type: "run-end", ...told });
    return { output: output as Out, record: past };
  }

  /** Runs what has begun, and writes down how it ends. */
  async function follow<Out>(
    stage: StageInfo,
    input: unknown,
    { runId, journal, past }: OpenedRun,
    { seed, signal }: { readonly seed: number | undefined; readonly signal: AbortSignal },
  ): Promise<Run<Out>> {
    const actualSeed = past?.seed ?? seed ?? 0;
    const random = createRandom(actualSeed);
    const tracking = tracker && openTracking(tracker);
    const follower = new RunFollower(runId, { clock, journal, emit: listeners.emit, tracking, interceptor });
    const context = createContext({ runId, random, signal }, createRootScope(random, follower));
    const told = { runId, stage: stage.id };
    follower.emit({ type: "run-start", ...told });
    tracking?.start({ runId, name: stage.id, time: clock.now() });
    let status: "succeeded" | "failed" | "aborted" = "succeeded";
    try {
      const top = topContext(context, stage, input);
      const work = () => complete(stage, input, top, follower, actualSeed);
      const intercepted = { kind: "run", runId, stage, path: stage.id, attempt: 1 } as const;
      const { output, stored } = await (interceptor === undefined ? work() : interceptor(intercepted, work));
      await journal.append("run-ended", { status, ...(store !== undefined && { output: stored }) });
      return createRun(output as Out, runId, journal);
    } catch (error) {
      status = signal.aborted ? "aborted" : "failed";
      await Promise.resolve(journal.append("run-ended", { status, error: describeError(error) })).catch(
        (failure: unknown) => log.warn({ error: failure, runId }, "The end of a failed run could not be recorded"),
      );
      throw error;
    } finally {
      await tracking?.end(status);
      follower.emit({ type: "run-end", ...told });
    }
  }

  function openTracking(given: Tracker): TrackingQueue {
    const blobs = store?.blobs ?? createMemoryStore().blobs;
    return new TrackingQueue(given, { clock, log, blobs, waitMilliseconds: trackerWaitMilliseconds });
  }

  /** Gets the stages done, here or by the executor. */
  async function complete(
    stage: StageInfo,
    input: unknown,
    context: ScopedContext,
    follower: RunFollower,
    seed: number,
  ): Promise<{ readonly output: unknown; readonly stored: StoredOutput | PassedInput }> {
    if (executor !== undefined && store !== undefined)
      return drive(stage, input, { executor, blobs: store.blobs, follower, seed, context });
    const internals = internalsOf(stage);
    const placed = { stage, path: stage.id, input, context };
    const output = await (internals.isPipeline ? internals.execute(input, context) : follower.track(placed));
    return { output, stored: await follower.store(output, internals, stage.id) };
  }

  function each<In, Out>(
    stage: StageInfo | string,
    source: Source<In>,
    given: EachOptions = {},
  ): AsyncGenerator<Run<Out>, void, undefined> {
    if (!isStage(stage)) throw notAStage(stage);
    checkOptions("runner", given, eachRules);
    const { seed, signal = neverAborted(), concurrency = 1 } = given;
    return runEach<In, Out>(stage, source, {
      seed,
      signal,
      concurrency,
      log,
      emit: listeners.emit,
      open,
      begin: (opened, input, batch) => begin(stage, input, opened, { seed, batch }),
      follow: (opened, input, stop) => follow(stage, input, opened, { seed, signal: stop }),
      restore: (opened, input) => restore(stage, opened, input),
    });
  }

  return { run, each, on: listeners.on };
}

/** The record is folded when asked for: most callers of runs without a store only want the output. */
function createRun<Out>(output: Out, runId: string, journal: RunJournal): Run<Out> {
  return {
    output,
    get record() {
      return foldRun(runId, journal.events) as RunRecord;
    },
  };
}
