import type { Context } from "./context.js";
import { createRandom } from "./create-random.js";
import { LazyMemoryStore } from "./lazy-memory-store.js";
import { createRootScope, type ScopedContext, scopeKey } from "./scope.js";
import { silentLog } from "./silent-log.js";
import { StageContext } from "./stage-context.js";
import { systemClock } from "./system-clock.js";
import { silentTracker } from "./tracking/stage-tracker.js";

function ignore(): void {}

/**
 * The context of a direct call: seed 0, the machine's clock, a silent log, no events, and a memory store that is made
 * when something is stored. What is given takes the place of the defaults; services are passed on.
 */
export function createDefaultContext(given?: Partial<Context>): ScopedContext {
  const context: Context = {
    runId: "direct",
    signal: given?.signal ?? neverAborted(),
    random: given?.random ?? createRandom(0),
    clock: systemClock,
    emit: ignore,
    log: silentLog,
    progress: ignore,
    store: given?.store ?? new LazyMemoryStore(),
    tracker: silentTracker,
    attempt: 1,
  };
  const scope = createRootScope(context.random, undefined);
  if (given === undefined) return new StageContext(context, scope, ignore, ignore, silentTracker);
  return { ...context, ...given, [scopeKey]: scope };
}

let quietSignal: AbortSignal | undefined;
let uses = 0;

/**
 * A signal that nobody aborts. Making one takes 2.5 microseconds, so direct calls share it; it is renewed now and then,
 * so that listeners which a stage forgets to remove do not pile up in a service that runs for months.
 */
export function neverAborted(): AbortSignal {
  if (quietSignal === undefined || uses++ >= 1000) {
    quietSignal = new AbortController().signal;
    uses = 0;
  }
  return quietSignal;
}
