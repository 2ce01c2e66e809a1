import type { Clock } from "./clock.js";
import type { Context, Logger } from "./context.js";
import type { Random } from "./random.js";
import { type Scope, type ScopedContext, scopeKey } from "./scope.js";
import type { Store } from "./store.js";
import type { StageTracker } from "./tracking/stage-tracker.js";

/** A context without services, of one fixed shape: copied three times faster than `{ ...context }`. */
export class StageContext implements ScopedContext {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly random: Random;
  readonly clock: Clock;
  readonly emit: Context["emit"];
  readonly log: Logger;
  readonly progress: Context["progress"];
  readonly store: Store;
  readonly tracker: StageTracker;
  readonly attempt: number;
  readonly [scopeKey]: Scope;

  constructor(
    parent: Context,
    scope: Scope,
    emit: Context["emit"],
    progress: Context["progress"],
    tracker: StageTracker,
  ) {
    this.runId = parent.runId;
    this.signal = parent.signal;
    this.random = scope.random;
    this.clock = parent.clock;
    this.emit = emit;
    this.log = parent.log;
    this.progress = progress;
    this.store = parent.store;
    this.tracker = tracker;
    this.attempt = parent.attempt;
    this[scopeKey] = scope;
  }
}

/** A context for another place: of the fixed shape where the parent has no services, otherwise a copy with all of them. */
export function deriveContext(
  parent: ScopedContext,
  scope: Scope,
  emit: Context["emit"],
  progress: Context["progress"],
  tracker: StageTracker,
): ScopedContext {
  if (parent instanceof StageContext) return new StageContext(parent, scope, emit, progress, tracker);
  return { ...parent, random: scope.random, emit, progress, tracker, [scopeKey]: scope };
}
