import { patternFromPython } from "../../../ports/house.js";
import { EvaluationError } from "../evaluation-error.js";

/**
 * A pattern that the reference searches for with Python's `re`.
 * @throws {EvaluationError} it cannot be read, or uses what JavaScript has not, e.g. `(?>…)` or `(?(1)…)`.
 */
export function pythonPattern(pattern: string): RegExp {
  const read = patternFromPython(pattern);
  if ("why" in read)
    throw new EvaluationError("ValueError", `Expected a regular expression, got ${pattern}: ${read.why}`);
  return new RegExp(read.source, read.flags);
}
