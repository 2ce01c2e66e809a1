import type { Context, RunEvent } from "./context.js";
import type { Random } from "./random.js";
import type { StageInfo } from "./stage.js";

/** A stage in the place that a pipeline, a combinator or a runner has given it. */
export interface Placed {
  readonly stage: StageInfo;
  readonly path: string;
  readonly input: unknown;
  readonly context: ScopedContext;
}

/** What a runner gives to the contexts it makes, so that stages inside stages are told of, recorded and resumed. */
export interface RunScope {
  emit(event: RunEvent): void;
  /** Runs a placed stage and tells of it, or gives back its recorded output. */
  track(placed: Placed): Promise<unknown>;
  /** True when an earlier attempt of the run has finished the stage at this place. */
  isFinished(path: string): boolean;
  /** The recorded output of the finished stage at this place. */
  restore(stage: StageInfo, path: string): Promise<unknown>;
}

/** Where in a run a context belongs. */
export interface Scope {
  readonly run: RunScope | undefined;
  /** The stage whose place this is; undefined for the root. */
  readonly owner: StageInfo | undefined;
  /** The segments of the place, joined by `>`; empty for the root. */
  readonly path: string;
  /** The streams of stages inside are derived from it. */
  readonly random: Random;
}

/** Contexts carry their scope under a symbol, so that `{ ...context, signal }` keeps it. */
export const scopeKey: unique symbol = Symbol.for("golden-pipeline.scope");

export interface ScopedContext extends Context {
  readonly [scopeKey]?: Scope;
}

/** The scope of a context; one made by hand is a root. */
export function scopeOf(context: ScopedContext): Scope {
  return context[scopeKey] ?? { run: undefined, owner: undefined, path: "", random: context.random };
}

export function joinPath(path: string, segment: string): string {
  return path === "" ? segment : `${path}>${segment}`;
}
