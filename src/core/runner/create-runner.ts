import { randomUUID } from "node:crypto";
import type { Context } from "../context.js";
import { createRandom } from "../create-random.js";
import { neverAborted } from "../default-context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { inputDigest } from "../input-digest.js";
import { createMemoryStore } from "../memory-store.js";
import { topContext } from "../place.js";
import { createRootScope, type ScopedContext } from "../scope.js";
import { silentLog } from "../silent-log.js";
import type { Source } from "../source.js";
import type { Stage, StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import { loadOutput } from "../stored-output.js";
import { systemClock } from "../system-clock.js";
import { createStoreTracker } from "../tracking/create-store-tracker.js";
import { TrackingQueue } from "../tracking/tracking-queue.js";
import { createBaseContext } from "./base-context.js";
import { checkResume, describeStage } from "./check-resume.js";
import { describeError } from "./describe-error.js";
import { drive } from "./drive.js";
import { eachRunId } from "./each-run-id.js";
import { foldRun } from "./fold-run.js";
import { runLog } from "./read-run.js";
import { RunFollower } from "./run-follower.js";
import { RunJournal } from "./run-journal.js";
import { createRunListeners } from "./run-listeners.js";
import type { RunRecord, Surroundings } from "./run-record.js";
import type { NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner.js";
import { readSurroundings } from "./surroundings.js";

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
  const { store, services, clock = systemClock, log = silentLog, environment = process.env } = options;
  const { executor, trackerWaitMilliseconds = 5000 } = options;
  const tracker = options.tracker ?? (store && createStoreTracker(store, { clock }));
  checkSpecification("executor", executor);
  checkSpecification("tracker", tracker);
  if (executor !== undefined && store === undefined)
    throw new InvalidArgumentError(
      "runner",
      "a `store` beside the `executor`: stages are given references into it",
      store,
    );
  const createContext = createBaseContext("runner", { clock, log, store }, services);
  const listeners = createRunListeners(log);
  let surroundings: Promise<Surroundings> | undefined;

  async function run<In, Out>(
    stage: Stage<In, Out, Context & Services>,
    input: In,
    given: RunOptions = {},
  ): Promise<Run<Out>> {
    const { runId = randomUUID(), seed, signal } = given;
    const journal = new RunJournal(store, runLog(runId), clock);
    await journal.open();
    const past = foldRun(runId, journal.events);
    const random = createRandom(past?.seed ?? seed ?? 0);
    const tracking =
      tracker &&
      new TrackingQueue(tracker, {
        clock,
        log,
        blobs: store?.blobs ?? createMemoryStore().blobs,
        waitMilliseconds: trackerWaitMilliseconds,
      });
    const follower = new RunFollower(runId, { clock, journal, emit: listeners.emit, tracking });
    const context = createContext(
      { runId, random, signal: signal ?? neverAborted() },
      createRootScope(random, follower),
    );
    context.signal.throwIfAborted();

    if (store !== undefined) {
      const digest = inputDigest(input);
      if (past !== undefined) checkResume(past, stage, seed, digest);
      const ended = past?.status === "succeeded" ? await loadEnded<Out>(journal, stage, input, past) : undefined;
      if (ended !== undefined) return tellEnded(ended, stage);
      surroundings ??= readSurroundings(environment, process.cwd());
      await begin(journal, stage, past, {
        seed: seed ?? 0,
        ...(digest !== undefined && { input: digest }),
        surroundings: await surroundings,
      });
    } else {
      journal.append("run-started", { stage: describeStage(stage), seed: seed ?? 0 });
    }
    return follow<Out>({ stage, input, context, journal, follower, tracking, seed: past?.seed ?? seed ?? 0 });
  }

  /** Runs what has been opened, and writes down how it ends. */
  async function follow<Out>(opened: Opened): Promise<Run<Out>> {
    const { stage, input, context, journal, follower, tracking, seed } = opened;
    const { runId } = context;
    const told = { runId, stage: stage.id };
    const internals = internalsOf(stage);
    follower.emit({ type: "run-start", ...told });
    tracking?.start({ runId, name: stage.id, time: clock.now() });
    let status: "succeeded" | "failed" | "aborted" = "succeeded";
    try {
      const top = topContext(context, stage);
      if (executor !== undefined && store !== undefined) {
        const { output, stored } = await drive(stage, input, {
          executor,
          blobs: store.blobs,
          follower,
          seed,
          context: top,
        });
        await journal.append("run-ended", { status, output: stored });
        return createRun(output as Out, runId, journal);
      }
      const placed = { stage, path: stage.id, input, context: top };
      const output = await (internals.isPipeline ? internals.execute(input, top) : follower.track(placed));
      const stored = await follower.store(output, internals, stage.id);
      await journal.append("run-ended", { status, ...(store !== undefined && { output: stored }) });
      return createRun(output as Out, runId, journal);
    } catch (error) {
      status = context.signal.aborted ? "aborted" : "failed";
      await Promise.resolve(journal.append("run-ended", { status, error: describeError(error) })).catch(
        (failure: unknown) => log.warn({ error: failure, runId }, "The end of a failed run could not be recorded"),
      );
      throw error;
    } finally {
      await tracking?.end(status);
      follower.emit({ type: "run-end", ...told });
    }
  }

  async function* each<In, Out>(
    stage: Stage<In, Out, Context & Services>,
    source: Source<In>,
    given: Omit<RunOptions, "runId"> = {},
  ): AsyncGenerator<Run<Out>, void, undefined> {
    const signal = given.signal ?? neverAborted();
    for await (const { batch, position } of source.read(undefined, signal)) {
      const done = await run(stage, batch, { ...given, signal, runId: eachRunId(stage.id, source.name, position) });
      await source.commit(position);
      yield done;
    }
  }

  function tellEnded<Out>(ended: Run<Out>, stage: StageInfo): Run<Out> {
    const told = { runId: ended.record.runId, stage: stage.id };
    listeners.emit({ type: "run-start", ...told });
    listeners.emit({ type: "run-end", ...told });
    return ended;
  }

  return { run, each, on: listeners.on };
}

/** A run whose journal is open and which is to be gone through. */
interface Opened {
  readonly stage: StageInfo;
  readonly input: unknown;
  readonly context: ScopedContext;
  readonly journal: RunJournal;
  readonly follower: RunFollower;
  readonly tracking: TrackingQueue | undefined;
  readonly seed: number;
}

function checkSpecification(port: string, given: { readonly specificationVersion: number } | undefined): void {
  if (given !== undefined && given.specificationVersion !== 1)
    throw new InvalidArgumentError(
      "runner",
      `\`${port}\` to be of specification version 1`,
      given.specificationVersion,
    );
}

/** Claims the run: whoever appends first has it, the others get a ConflictError. */
async function begin(
  journal: RunJournal,
  stage: StageInfo,
  past: RunRecord | undefined,
  facts: { readonly seed: number; readonly input?: string; readonly surroundings: Surroundings },
): Promise<void> {
  const { surroundings } = facts;
  if (past !== undefined) await journal.append("run-resumed", { surroundings });
  else await journal.append("run-started", { stage: describeStage(stage), ...facts });
}

async function loadEnded<Out>(
  journal: RunJournal,
  stage: StageInfo,
  input: unknown,
  record: RunRecord,
): Promise<Run<Out> | undefined> {
  const last = journal.events.findLast((event) => event.type === "run-ended");
  const output = last?.type === "run-ended" ? last.data.output : undefined;
  if (output === undefined || journal.store === undefined) return undefined;
  const value =
    "passed" in output ? input : await loadOutput(output, internalsOf(stage).codec, journal.store.blobs, stage.id);
  return { output: value as Out, record };
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
