import type { Outcome } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import type { Keywords } from "../expectation.js";
import { compareCells } from "../frame/compare-cells.js";
import { plainValue } from "../results/plain-value.js";
import { parseTime } from "../texts/parse-time.js";

/** Whether a figure of the data lies between the bounds that are asked; where there is none, it does not. */
export function between(observed: unknown, keywords: Keywords): Outcome {
  if (observed === undefined || observed === null) return { success: false, result: { observed_value: null } };
  const beyond = (bound: unknown, strict: unknown, side: 1 | -1): boolean => {
    if (bound === undefined || bound === null) return false;
    const limit = observed instanceof Date && typeof bound === "string" ? parseTime(bound) : bound;
    if ((typeof observed === "string") !== (typeof limit === "string"))
      throw new EvaluationError(
        "TypeError",
        `'>=' not supported between instances of an observed value and its bound ${String(bound)}`,
      );
    const order = compareCells(observed, limit) * side;
    return strict === true ? order <= 0 : order < 0;
  };
  const success =
    !beyond(keywords.min_value, keywords.strict_min, 1) && !beyond(keywords.max_value, keywords.strict_max, -1);
  return { success, result: { observed_value: plainValue(observed) } };
}
