import type { Message } from "../text-format/message.js";

/** A schema of TensorFlow Metadata, its fields called as in schema.proto. Those that are not listed here are kept as they were read. */
export interface TensorFlowSchema extends Message {
  readonly feature?: readonly TensorFlowFeature[];
  /** Lists of words that features share by name. */
  readonly string_domain?: readonly StringDomain[];
  /** Where features are expected that name no environment, e.g. TRAINING and SERVING. */
  readonly default_environment?: readonly string[];
  readonly dataset_constraints?: DatasetConstraints;
}

export interface DatasetConstraints extends Message {
  readonly min_examples_count?: number;
  readonly max_examples_count?: number;
  /** The number of examples, as a ratio to the previous span. */
  readonly num_examples_drift_comparator?: RatioThresholds;
}

export interface RatioThresholds extends Message {
  readonly min_fraction_threshold?: number;
  readonly max_fraction_threshold?: number;
}

export interface StringDomain extends Message {
  readonly name?: string;
  readonly value?: readonly string[];
}

/** What a schema says of one column. */
export interface TensorFlowFeature extends Message {
  readonly name?: string;
  readonly type?: "TYPE_UNKNOWN" | "BYTES" | "INT" | "FLOAT" | "STRUCT";
  readonly presence?: { readonly min_fraction?: number; readonly min_count?: number };
  readonly shape?: { readonly dim?: readonly { readonly size?: number; readonly name?: string }[] };
  readonly value_count?: { readonly min?: number; readonly max?: number };
  /** The name of a `string_domain` of the schema. */
  readonly domain?: string;
  readonly int_domain?: { readonly min?: number | bigint; readonly max?: number | bigint };
  /** Limits are 32-bit floating-point numbers. */
  readonly float_domain?: {
    readonly min?: number;
    readonly max?: number;
    readonly disallow_nan?: boolean;
    readonly disallow_inf?: boolean;
  };
  readonly string_domain?: StringDomain;
  readonly bool_domain?: { readonly true_value?: string; readonly false_value?: string };
  readonly distribution_constraints?: { readonly min_domain_mass?: number };
  readonly unique_constraints?: { readonly min?: number; readonly max?: number };
  /** Against serving data. */
  readonly skew_comparator?: FeatureComparator;
  /** Against data of before. */
  readonly drift_comparator?: FeatureComparator;
  readonly in_environment?: readonly string[];
  readonly not_in_environment?: readonly string[];
  readonly lifecycle_stage?: string;
  readonly deprecated?: boolean;
}

/** How far a feature's values may be from others': one or more distances, each with what is too much. */
export interface FeatureComparator extends Message {
  readonly infinity_norm?: { readonly threshold?: number };
  readonly jensen_shannon_divergence?: { readonly threshold?: number };
  readonly normalized_abs_difference?: { readonly threshold?: number };
}
