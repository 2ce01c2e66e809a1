import { randomUUID } from "node:crypto";
import type { Context } from "../context.js";
import { createRandom } from "../create-random.js";
import { createDefaultContext, neverAborted } from "../default-context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { inputDigest } from "../input-digest.js";
import { topContext } from "../place.js";
import type { Source } from "../ports/source.js";
import { createRootScope, type ScopedContext, scopeKey } from "../scope.js";
import { silentLog } from "../silent-log.js";
import type { Stage, StageInfo } from "../stage.js";
import { StageContext } from "../stage-context.js";
import { internalsOf } from "../stage-internals.js";
import { loadOutput } from "../stored-output.js";
import { systemClock } from "../system-clock.js";
import { checkResume, describeStage } from "./check-resume.js";
import { describeError } from "./describe-error.js";
import { runEach } from "./each/run-each.js";
import { foldRun } from "./fold-run.js";
import type { OpenedRun } from "./opened-run.js";
import { runLog } from "./read-run.js";
import { RunJournal } from "./run-journal.js";
import { createRunListeners } from "./run-listeners.js";
import type { BatchRecord, RunRecord, Surroundings } from "./run-record.js";
import { RunTracker } from "./run-tracker.js";
import type { EachOptions, NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner.js";
import { readSurroundings } from "./surroundings.js";

/**
 * Makes a runner.
 *
 * @throws {InvalidArgumentError} a service takes a name that the context itself has.
 * @example
 * const runner = createRunner({ store: createFileStore({ directory: "data" }), services: { prices } });
 * const { output, record } = await runner.run(training, source, { runId: "2001-01", seed: 42 });
 */
export function createRunner<Services extends object & NoContextNames = {}>(
  options: RunnerOptions<Services> = {},
): Runner<Services> {
  const { store, services, clock = systemClock, log = silentLog, environment = process.env } = options;
  const base: Context = createDefaultContext({ clock, log, ...(store && { store }) });
  for (const name of Object.keys(services ?? {}))
    if (Object.hasOwn(base, name))
      throw new InvalidArgumentError("runner", "`services` to have names of their own, not the context's", name);
  const listeners = createRunListeners(log);
  let surroundings: Promise<Surroundings> | undefined;

  async function open(runId: string): Promise<OpenedRun> {
    const journal = new RunJournal(store, runLog(runId), clock);
    await journal.open();
    return { runId, journal, past: foldRun(runId, journal.events) };
  }

  async function run<In, Out>(
    stage: Stage<In, Out, Context & Services>,
    input: In,
    given: RunOptions = {},
  ): Promise<Run<Out>> {
    const { runId = randomUUID(), seed, signal = neverAborted() } = given;
    const opened = await open(runId);
    signal.throwIfAborted();
    if (opened.past?.status === "succeeded") {
      checkResume(opened.past, stage, seed, inputDigest(input));
      const ended = await restore<Out>(stage, opened, async () => input);
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
  ): Promise<Run<Out> | undefined> {
    const last = journal.events.findLast((event) => event.type === "run-ended");
    const stored = last?.type === "run-ended" ? last.data.output : undefined;
    if (past === undefined || stored === undefined || store === undefined) return undefined;
    const output =
      "passed" in stored ? await input() : await loadOutput(stored, internalsOf(stage).codec, store.blobs, stage.id);
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
    const random = createRandom(past?.seed ?? seed ?? 0);
    const tracker = new RunTracker(runId, clock, journal, listeners.emit);
    const root: Context = { ...base, runId, random, signal };
    const scope = createRootScope(random, tracker);
    const context: ScopedContext = services
      ? { ...root, ...services, [scopeKey]: scope }
      : new StageContext(root, scope, root.emit, root.progress);
    const told = { runId, stage: stage.id };
    const internals = internalsOf(stage);
    tracker.emit({ type: "run-start", ...told });
    try {
      const top = topContext(context, stage);
      const placed = { stage, path: stage.id, input, context: top };
      const output = await (internals.isPipeline ? internals.execute(input, top) : tracker.track(placed));
      const stored = await tracker.store(output, internals, stage.id);
      await journal.append("run-ended", { status: "succeeded", ...(store !== undefined && { output: stored }) });
      return createRun(output as Out, runId, journal);
    } catch (error) {
      const status = signal.aborted ? "aborted" : "failed";
      await Promise.resolve(journal.append("run-ended", { status, error: describeError(error) })).catch(
        (failure: unknown) => log.warn({ error: failure, runId }, "The end of a failed run could not be recorded"),
      );
      throw error;
    } finally {
      tracker.emit({ type: "run-end", ...told });
    }
  }

  function each<In, Out>(
    stage: Stage<In, Out, Context & Services>,
    source: Source<In>,
    { seed, signal = neverAborted(), concurrency = 1 }: EachOptions = {},
  ): AsyncGenerator<Run<Out>, void, undefined> {
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
