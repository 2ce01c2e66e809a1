import type { Codec } from "./codec.js";
import type { Context } from "./context.js";
import { InvalidArgumentError } from "./errors/index.js";
import type { Noun } from "./nouns.js";
import { type StageInfo, stageBrand } from "./stage.js";

/** What pipelines, combinators and the runner need of a stage beyond what its users see. Methods, so that stages of all types fit. */
export interface StageInternals {
  /** The stage's work in a context that is already its own; a promise only where the work is asynchronous. */
  execute(input: unknown, context: Context): unknown;
  readonly codec: Codec<unknown> | undefined;
  /** Gives back its input, as `tap` does: nothing to store. */
  readonly passesInput: boolean;
  /** A pipeline, or a wrapper around one. */
  readonly isPipeline: boolean;
  /** The combinators that it was made by, the outermost first; empty for a pipeline and for a stage of its own. */
  readonly combinators: readonly string[];
  /** The stages inside, each with its place. A wrapper works in the place of what it wraps, so it has what that has inside. */
  readonly slots: readonly Slot[];
  /** Live things that its outputs, and those of the stages after it, name by their fingerprints. */
  readonly nouns: readonly Noun[];
}

/** A stage at its place in another: its id, and from the second of equal id on also its ordinal, e.g. `clip#2`, or the name of its branch. */
export interface Slot {
  readonly stage: StageInfo;
  readonly segment: string;
}

export const internalsKey: unique symbol = Symbol.for("golden-pipeline.internals");

/** @throws {InvalidArgumentError} it is not a stage. */
export function internalsOf(stage: StageInfo): StageInternals {
  const internals = isStage(stage) ? (stage as { readonly [internalsKey]?: StageInternals })[internalsKey] : undefined;
  if (internals === undefined) throw notAStage(stage);
  return internals;
}

export function notAStage(value: unknown): InvalidArgumentError {
  return new InvalidArgumentError("stage", "a stage made by `defineStage`, `pipeline` or a combinator", value);
}

/** True for stages, also across two installed copies of the package. */
export function isStage(value: unknown): value is StageInfo {
  return typeof value === "function" && stageBrand in value;
}
