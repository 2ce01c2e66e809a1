import type { Context, Stage } from "../core/index.js";
import type { Candidate, Evaluated } from "../model/index.js";
import { byMetrics, type EvaluateOptions } from "./by-metrics.js";
import { type Champions, evaluateCandidate } from "./evaluate-candidate.js";
import { byLayers, type EvaluateByLayersOptions } from "./layers/by-layers.js";

/**
 * Judges a candidate on its test rows, beside the champion on the same rows, and lets the gate decide: by metrics, or answers layer by layer,
 * cheap ones first, where each layer decides what it is sure of and leaves the rest to the next.
 */
export function evaluate<Row, Label extends string, Target>(
  options: EvaluateOptions<Row, Target> | EvaluateByLayersOptions<Row, Target>,
): Stage<Candidate<Row, Label, Target>, Evaluated<Row, Label, Target>, Context & { readonly champions: Champions }> {
  return evaluateCandidate<Row, Label, Target>("layers" in options ? byLayers(options) : byMetrics(options));
}
