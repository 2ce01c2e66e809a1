import type { NotExpressed } from "../../../ports/house.js";

/** Something that a schema does not let pass. */
export interface Anomaly {
  /** The feature, or the data's column; undefined for the data as a whole. */
  readonly feature: string | undefined;
  /** What TensorFlow Data Validation calls it, e.g. `FEATURE_TYPE_LOW_FRACTION_PRESENT`. */
  readonly type: string;
  readonly message: string;
}

/** A distance between the values of a feature in two sets of data. */
export interface FeatureComparison {
  readonly feature: string;
  /** `skew` is against serving data, `drift` against data of before. */
  readonly comparator: "skew" | "drift";
  readonly distance: "infinity_norm" | "jensen_shannon_divergence" | "normalized_abs_difference";
  readonly value: number;
  /** More than this is an anomaly. */
  readonly threshold: number;
}

export interface AnomalyReport {
  readonly anomalies: readonly Anomaly[];
  readonly comparisons: readonly FeatureComparison[];
  /** Parts of the schema that were not looked at, each with why. */
  readonly notEvaluated: readonly NotExpressed[];
}
