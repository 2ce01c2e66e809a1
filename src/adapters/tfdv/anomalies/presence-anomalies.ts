import type { TensorFlowFeature } from "../schema/tensorflow-schema.js";
import type { FeatureValues } from "./feature-values.js";
import type { Found } from "./found.js";

/** In how many examples a feature is, and how many values it has in each. */
export function presenceAnomalies(feature: TensorFlowFeature, values: FeatureValues, found: Found): void {
  const { presence, value_count: count, shape } = feature;
  const { rows, present } = values;
  if (rows === 0) return;
  const { min_fraction: least = 0, min_count: fewest = 0 } = presence ?? {};
  if (present.length === 0) {
    if (least > 0 || fewest > 0)
      found("FEATURE_TYPE_NOT_PRESENT", `expected some of ${rows} examples to have it, got none`);
    return;
  }
  const share = present.length / rows;
  if (share < least)
    found("FEATURE_TYPE_LOW_FRACTION_PRESENT", `expected at least ${least} of the examples to have it, got ${share}`);
  if (present.length < fewest)
    found("FEATURE_TYPE_LOW_NUMBER_PRESENT", `expected at least ${fewest} examples to have it, got ${present.length}`);
  const lengths = present.map(({ length }) => length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (count?.min !== undefined && shortest < count.min)
    found("FEATURE_TYPE_LOW_NUMBER_VALUES", `expected at least ${count.min} values in an example, got ${shortest}`);
  if (count?.max !== undefined && longest > count.max)
    found("FEATURE_TYPE_HIGH_NUMBER_VALUES", `expected at most ${count.max} values in an example, got ${longest}`);
  if (shape === undefined) return;
  const size = (shape.dim ?? []).reduce((product, dim) => product * (dim.size ?? Number.NaN), 1);
  if (share < 1 || shortest !== longest || (!Number.isNaN(size) && longest !== size))
    found(
      "INVALID_FEATURE_SHAPE",
      `expected ${Number.isNaN(size) ? "as many" : size} values in every example, got ${shortest} to ${longest} in ${present.length} of ${rows}`,
    );
}
