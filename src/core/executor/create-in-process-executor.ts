import type { Clock } from "../clock.js";
import type { Context, Logger } from "../context.js";
import { createRandom } from "../create-random.js";
import { InvalidArgumentError, StateError } from "../errors/index.js";
import { NounsAtHand } from "../nouns-at-hand.js";
import { checkOptions } from "../options/check-options.js";
import type { OptionRules } from "../options/option-rule.js";
import * as option from "../options/option-rule.js";
import { childContext, topContext } from "../place.js";
import { listPlacements, type Placement } from "../plan/placements.js";
import type { Artifact, Executor, StageTask } from "../ports/executor.js";
import type { Tracker } from "../ports/tracker.js";
import { createBaseContext } from "../runner/base-context.js";
import type { NoContextNames } from "../runner/runner.js";
import { createRootScope, type RunScope, type ScopedContext } from "../scope.js";
import { silentLog } from "../silent-log.js";
import type { Stage } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import type { Store } from "../store.js";
import { artifactOf, loadOutput, storedArtifact, storeOutput } from "../stored-output.js";
import { systemClock } from "../system-clock.js";
import { createStageTracker } from "../tracking/create-stage-tracker.js";
import { createStoreTracker } from "../tracking/create-store-tracker.js";
import { TrackingQueue } from "../tracking/tracking-queue.js";
import { findDone, tellDone } from "./done-tasks.js";

export interface ExecutorOptions<Services extends object> {
  /** The runner's store, or another way to the same blobs and logs. */
  readonly store: Store;
  /** What stages ask for beyond the context, by name. @default none */
  readonly services?: Services;
  /** @default the store's own */
  readonly tracker?: Tracker;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** @default silent */
  readonly log?: Logger;
}

const rules: OptionRules<ExecutorOptions<object>> = {
  store: option.required(option.noun),
  services: option.noun,
  tracker: option.noun,
  clock: option.noun,
  log: option.noun,
};

/**
 * Does the tasks of a pipeline in this process. It is the executor of a runner in the same process, and what a worker of any engine
 * calls with the task it was sent. A task that was done before, by whichever worker, is not done again: what came of it stands in the
 * log `tasks/<runId>`.
 *
 * @throws {InvalidArgumentError} a service takes a name that the context itself has.
 * @example
 * const executor = createInProcessExecutor(training, { store, services: { champions } });
 * queue.process((task: StageTask) => executor.execute(task, { signal })); // in the worker
 */
export function createInProcessExecutor<In, Out, Services extends object & NoContextNames = {}>(
  stage: Stage<In, Out, Context & NoInfer<Services>>,
  options: ExecutorOptions<Services>,
): Executor {
  checkOptions<ExecutorOptions<object>>("executor", options, rules);
  const { store, services, clock = systemClock, log = silentLog } = options;
  const tracker = options.tracker ?? createStoreTracker(store, { clock });
  const places = new Map([...listPlacements(stage)].map((placement) => [placement.path, placement]));
  const createContext = createBaseContext("executor", { clock, log, store }, services);

  function placeOf(task: StageTask): Placement {
    const found = places.get(task.path);
    if (found === undefined || !found.isMovable)
      throw new InvalidArgumentError(
        `executor ${stage.id}`,
        "the path of a stage that may run elsewhere (see `plan`)",
        task.path,
      );
    if (found.stage.fingerprint !== task.fingerprint)
      throw new StateError({
        place: `executor ${stage.id}`,
        message: `Expected stage ${task.path} with fingerprint ${task.fingerprint}, got ${found.stage.id} ${found.stage.version} with ${found.stage.fingerprint}: this worker runs other code than the runner`,
      });
    return found;
  }

  async function work(task: StageTask, placement: Placement, signal: AbortSignal): Promise<Artifact> {
    const { stage: inner, inputCodec } = placement;
    const tracking = new TrackingQueue(tracker, { clock, log, blobs: store.blobs, waitMilliseconds: 5000 });
    const random = createRandom(task.seed);
    const scope = { ...createRootScope(random, workerScope(task, tracking)), recorded: false };
    const root = createContext({ runId: task.runId, random, signal }, scope);
    const nouns = new NounsAtHand(stage, undefined);
    const input = await loadOutput(storedArtifact(task.input), inputCodec, store.blobs, task.stage, nouns);
    const { execute, codec, passesInput } = internalsOf(inner);
    try {
      signal.throwIfAborted();
      const output = await execute(input, contextAt(placement, root));
      if (passesInput) return task.input;
      return await artifactOf(await storeOutput(output, codec, store.blobs, inner.id), store.blobs);
    } finally {
      await tracking.flush(task.runId);
    }
  }

  return {
    specificationVersion: "v1",
    async execute(task, { signal }) {
      const placement = placeOf(task);
      return (await findDone(store, task)) ?? tellDone(store, task, await work(task, placement, signal), clock);
    },
  };
}

/** The context of a stage far inside, made on the way that a run takes to it, so that it draws the same numbers. */
function contextAt({ stage, segment, parent }: Placement, root: ScopedContext): ScopedContext {
  return parent === undefined
    ? topContext(root, stage, undefined)
    : childContext(contextAt(parent, root), stage, segment);
}

function workerScope({ runId }: StageTask, tracking: TrackingQueue): RunScope {
  return {
    emit() {},
    track: ({ stage, input, context }) => internalsOf(stage).execute(input, context),
    trackerAt: (path) => createStageTracker(tracking, runId, path),
    resumed: false,
    isFinished: () => false,
    restore: async () => undefined,
    tellResumed() {},
  };
}
