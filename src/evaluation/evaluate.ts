import type { Context, Stage } from "../core/index.js";
import type { Candidate, Evaluated, EvaluationReport } from "../model/index.js";
import { type Champions, type EvaluateOptions, evaluateCandidate } from "./evaluate-candidate.js";
import type { Answers } from "./layers/answers.js";
import { type EvaluateLayersOptions, evaluateLayers } from "./layers/evaluate-layers.js";

/** Judges a candidate on its test rows, beside the champion on the same rows, and lets the gate decide. */
export function evaluate<Row, Label extends string, Target>(
  options: EvaluateOptions<Row, Target>,
): Stage<Candidate<Row, Label, Target>, Evaluated<Row, Label, Target>, Context & { readonly champions: Champions }>;
/**
 * Judges answers layer by layer, cheap ones first: each decides what it is sure of and leaves the rest to the next. The gate decides on
 * the scores, and the report says which layer decided how many.
 * @throws {InvalidArgumentError} predictions are not aligned by id, an id stands twice, or a gold is empty.
 */
export function evaluate<Out, Target>(
  options: EvaluateLayersOptions<Out, Target>,
): Stage<Answers<Out, Target>, EvaluationReport>;
export function evaluate(
  options: EvaluateOptions<never, never> | EvaluateLayersOptions<never, never>,
): Stage<never, unknown, Context & { readonly champions: Champions }> {
  return "layers" in options ? evaluateLayers(options) : evaluateCandidate(options);
}
