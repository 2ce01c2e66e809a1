import type { NotExpressed } from "../../../ports/house.js";
import type { TensorFlowSchema } from "../schema/tensorflow-schema.js";
import type { Found } from "./found.js";

/** What is said of the number of examples, and parts of a schema that nobody looks at. */
export function datasetAnomalies(
  schema: TensorFlowSchema,
  examples: number,
  before: number | undefined,
  found: Found,
  notEvaluated: NotExpressed[],
): void {
  const {
    min_examples_count: least = 0,
    max_examples_count: most,
    num_examples_drift_comparator: ratios,
    ...others
  } = schema.dataset_constraints ?? {};
  if (examples < least) found("DATASET_LOW_NUM_EXAMPLES", `expected at least ${least} examples, got ${examples}`);
  if (most !== undefined && examples > most)
    found("DATASET_HIGH_NUM_EXAMPLES", `expected at most ${most} examples, got ${examples}`);
  if (ratios !== undefined && before !== undefined && before > 0) {
    const { min_fraction_threshold: low = 0, max_fraction_threshold: high = Number.POSITIVE_INFINITY } = ratios;
    const ratio = examples / before;
    if (ratio < low)
      found("COMPARATOR_LOW_NUM_EXAMPLES", `expected at least ${low} of the examples before, got ${ratio}`);
    if (ratio > high)
      found("COMPARATOR_HIGH_NUM_EXAMPLES", `expected at most ${high} of the examples before, got ${ratio}`);
  }
  for (const part of Object.keys(others))
    notEvaluated.push({ what: `dataset_constraints ${part}`, why: "a set of data has no versions of its own here" });
  for (const part of ["sparse_feature", "weighted_feature"])
    if (schema[part] !== undefined)
      notEvaluated.push({ what: part, why: "features that belong together are not looked at" });
}
