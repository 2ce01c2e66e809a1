import type { NotExpressed } from "../../../ports/house.js";
import type { TensorFlowFeature } from "../schema/tensorflow-schema.js";
import type { FeatureComparison } from "./anomaly.js";
import type { FeatureValues } from "./feature-values.js";
import type { Found } from "./found.js";
import { wordDistances } from "./word-distances.js";

interface Notes {
  readonly comparisons: FeatureComparison[];
  readonly notEvaluated: NotExpressed[];
}

const prefixes: Readonly<Record<FeatureComparison["distance"], string>> = {
  infinity_norm: "COMPARATOR_L_INFTY_HIGH",
  jensen_shannon_divergence: "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH",
  normalized_abs_difference: "COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH",
};
const distances = ["infinity_norm", "jensen_shannon_divergence", "normalized_abs_difference"] as const;

/** Compares a feature's values with those of other data, as its comparator says. */
export function compareFeature(
  feature: TensorFlowFeature,
  comparator: "skew" | "drift",
  values: FeatureValues,
  other: { readonly given: boolean; readonly values: FeatureValues | undefined },
  found: Found,
  { comparisons, notEvaluated }: Notes,
): void {
  const { name = "", [`${comparator}_comparator` as const]: asked } = feature;
  if (asked === undefined) return;
  const skip = (part: string, why: string): void =>
    void notEvaluated.push({ what: `feature ${name}, ${comparator}_comparator${part && ` ${part}`}`, why });
  if (!other.given) {
    skip("", `there is no ${comparator === "skew" ? "serving" : "previous"} data`);
    return;
  }
  const [ownValues, otherValues] = [values.present.flat(), other.values?.present.flat()];
  if (otherValues === undefined) {
    found("COMPARATOR_CONTROL_DATA_MISSING", "expected a column to compare with, got none");
    return;
  }
  // Of a column without values the reference measures nothing.
  if (values.present.length === 0) return;
  const wordless = values.types.length > 0 && values.types[0] !== "BYTES";
  for (const distance of distances) {
    const threshold = asked[distance]?.threshold;
    if (threshold === undefined) continue;
    if (feature.type !== "BYTES" || (wordless && distance === "jensen_shannon_divergence")) {
      skip(
        distance,
        distance === "jensen_shannon_divergence"
          ? "numbers are compared by the approximate histograms of the reference"
          : "it is a distance of words, for which the reference says 0 of numbers",
      );
      continue;
    }
    const value = wordDistances[distance](wordless ? [] : ownValues, otherValues);
    comparisons.push({ feature: name, comparator, distance, value, threshold });
    if (value > threshold) found(prefixes[distance], `expected ${distance} of at most ${threshold}, got ${value}`);
  }
}
