import type { Codec } from "./codec.js";
import type { Context } from "./context.js";
import { InvalidArgumentError } from "./errors/index.js";
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
}

export const internalsKey: unique symbol = Symbol.for("golden-pipeline.internals");

/** @throws {InvalidArgumentError} it is not a stage. */
export function internalsOf(stage: StageInfo): StageInternals {
  const internals = isStage(stage) ? (stage as { readonly [internalsKey]?: StageInternals })[internalsKey] : undefined;
  if (internals === undefined)
    throw new InvalidArgumentError("stage", "a stage made by `defineStage`, `pipeline` or a combinator", stage);
  return internals;
}

/** True for stages, also across two installed copies of the package. */
export function isStage(value: unknown): value is StageInfo {
  return typeof value === "function" && stageBrand in value;
}
