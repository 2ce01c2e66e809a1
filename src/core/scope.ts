import type { Context, RunEvent } from "./context.js";
import type { Nouns } from "./nouns.js";
import type { Random } from "./random.js";
import type { Interceptor } from "./runner/interceptor.js";
import type { StageInfo } from "./stage.js";
import type { StageTracker } from "./tracking/stage-tracker.js";

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
  /** Called around the run, its stages and their attempts, where there is one. */
  readonly interceptor?: Interceptor | undefined;
  /** What the stage at this place tells its work to. */
  trackerAt(path: string): StageTracker;
  /** Runs a placed stage, tells of it and records it, or gives back its recorded output; a promise only where one is needed. */
  track(placed: Placed): unknown;
  /** True when this run goes on where an earlier process left it. */
  readonly resumed: boolean;
  /** True when an earlier process has finished the stage at this place. */
  isFinished(path: string): boolean;
  /** The recorded output of the finished stage at this place. */
  restore(stage: StageInfo, path: string, nouns: Nouns | undefined): Promise<unknown>;
  /** Tells listeners of a finished stage that is not run again. */
  tellResumed(path: string): void;
}

/** Where in a run a context belongs. */
export interface Scope {
  readonly run: RunScope | undefined;
  /** False where stages are run without being recorded one by one: inside a custom stage and in plain `forEach`. */
  readonly recorded: boolean;
  /** The stage whose place this is; undefined for the root. */
  readonly owner: StageInfo | undefined;
  /** The segments of the place, joined by `>`; empty for the root and for a pipeline at the top of a run. */
  readonly path: string;
  /** Of the stage at the top and of its input, for outputs that are read back. */
  readonly nouns: Nouns | undefined;
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
  return context[scopeKey] ?? createRootScope(context.random, undefined);
}

export function createRootScope(random: Random, run: RunScope | undefined): Scope {
  return { run, recorded: run !== undefined, owner: undefined, path: "", nouns: undefined, random };
}

export function joinPath(path: string, segment: string): string {
  return path === "" ? segment : `${path}>${segment}`;
}
