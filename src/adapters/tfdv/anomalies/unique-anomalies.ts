import type { TensorFlowFeature } from "../schema/tensorflow-schema.js";
import type { FeatureValues } from "./feature-values.js";
import type { Found } from "./found.js";

/** How many distinct values a feature has; only those of words and of categories are counted. */
export function uniqueAnomalies(
  feature: TensorFlowFeature,
  { rows, present, types }: FeatureValues,
  found: Found,
): void {
  const { type, unique_constraints: unique } = feature;
  if (unique === undefined || rows === 0) return;
  const categorical: unknown = Object(feature.int_domain).is_categorical;
  if ((types[0] ?? type) !== "BYTES" && categorical !== true) {
    found("FEATURE_TYPE_NO_UNIQUE", "expected words or categories, got numbers, whose distinct values are not counted");
    return;
  }
  const distinct = new Set(present.flat()).size;
  if (unique.min !== undefined && distinct < unique.min)
    found("FEATURE_TYPE_LOW_UNIQUE", `expected at least ${unique.min} distinct values, got ${distinct}`);
  if (unique.max !== undefined && distinct > unique.max)
    found("FEATURE_TYPE_HIGH_UNIQUE", `expected at most ${unique.max} distinct values, got ${distinct}`);
}
