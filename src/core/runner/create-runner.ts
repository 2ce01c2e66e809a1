import { randomUUID } from "node:crypto";
import type { Context } from "../context.js";
import { createRandom } from "../create-random.js";
import { createDefaultContext, neverAborted } from "../default-context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { inputDigest } from "../input-digest.js";
import { topContext } from "../place.js";
import { createRootScope, type ScopedContext, scopeKey } from "../scope.js";
import { silentLog } from "../silent-log.js";
import type { Source } from "../source.js";
import type { Stage, StageInfo } from "../stage.js";
import { StageContext } from "../stage-context.js";
import { internalsOf } from "../stage-internals.js";
import { loadOutput } from "../stored-output.js";
import { systemClock } from "../system-clock.js";
import { checkResume, describeStage } from "./check-resume.js";
import { describeError } from "./describe-error.js";
import { eachRunId } from "./each-run-id.js";
import { foldRun } from "./fold-run.js";
import { runLog } from "./read-run.js";
import { RunJournal } from "./run-journal.js";
import { createRunListeners } from "./run-listeners.js";
import type { RunRecord, Surroundings } from "./run-record.js";
import { RunTracker } from "./run-tracker.js";
import type { NoContextNames, Run, Runner, RunnerOptions, RunOptions } from "./runner.js";
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
    const tracker = new RunTracker(runId, clock, journal, listeners.emit);
    const root: Context = { ...base, runId, random, signal: signal ?? neverAborted() };
    const scope = createRootScope(random, tracker);
    const context: ScopedContext = services
      ? { ...root, ...services, [scopeKey]: scope }
      : new StageContext(root, scope, root.emit, root.progress);
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
    return follow<Out>(stage, input, context, journal, tracker);
  }

  /** Runs what has been opened, and writes down how it ends. */
  async function follow<Out>(
    stage: StageInfo,
    input: unknown,
    context: ScopedContext,
    journal: RunJournal,
    tracker: RunTracker,
  ): Promise<Run<Out>> {
    const { runId } = context;
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
      const status = context.signal.aborted ? "aborted" : "failed";
      await Promise.resolve(journal.append("run-ended", { status, error: describeError(error) })).catch(
        (failure: unknown) => log.warn({ error: failure, runId }, "The end of a failed run could not be recorded"),
      );
      throw error;
    } finally {
      tracker.emit({ type: "run-end", ...told });
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
