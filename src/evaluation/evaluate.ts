import { checkArguments, option } from "../core/house.js";
import type { EvaluateOptions } from "./by-metrics.js";
import { type Evaluate, evaluateCandidate } from "./evaluate-candidate.js";
import { judgingOf } from "./judging-of.js";
import type { EvaluateByLayersOptions } from "./layers/by-layers.js";

/**
 * Judges a candidate on its test rows, beside the champion on the same rows, and lets the gate decide: by metrics, or answers layer by layer,
 * cheap ones first, where each layer decides what it is sure of and leaves the rest to the next.
 */
export function evaluate<Row, Label extends string, Target>(
  options: EvaluateOptions<Row, Target> | EvaluateByLayersOptions<Row, Target>,
): Evaluate<Row, Label, Target> {
  checkArguments("evaluate", { options }, { options: option.noun });
  return evaluateCandidate<Row, Label, Target>(judgingOf("evaluate", options));
}
