import type { UnansweredCount } from "../../model/house.js";
import type { Interval } from "../../stats/index.js";

/** How a difference is tested; see `compare`. */
export type ComparisonTest = "t" | "mcnemar" | "wilcoxon" | "permutation" | "bootstrap" | "delong";

/** `no-difference-shown` is not proof of equality; `inconclusive` says that there were too few clusters, or no p-value. */
export type ComparisonDecision = "a-better" | "b-better" | "no-difference-shown" | "inconclusive";

/** One metric, of all rows or of a slice. */
export interface ComparisonResult {
  readonly metric: string;
  /** Left out, all rows. */
  readonly slice?: string;
  /** The two models' values; undefined where the metric is. */
  readonly a?: number;
  readonly b?: number;
  /** Above zero, a is better: for metrics where lower is better it is b minus a. */
  readonly difference?: number;
  /** Of the difference. */
  readonly interval?: Interval;
  readonly test: ComparisonTest;
  /** What was done in words, e.g. `exact sign flips of 25 clusters`. */
  readonly method: string;
  /** Two-sided. */
  readonly pValue?: number;
  /** Corrected over all results that decide something; left out of those that cannot. */
  readonly adjustedPValue?: number;
  readonly decision: ComparisonDecision;
  readonly rows: number;
  /** Without stated clusters, the rows. */
  readonly clusters: number;
  /** Of McNemar's test: rows that only one of both got right. */
  readonly discordant?: { readonly onlyA: number; readonly onlyB: number };
  /** Of Wilcoxon's test: from −1 to 1, above zero a is better. */
  readonly rankBiserial?: number;
  readonly warnings?: readonly string[];
}

/** Rows without an answer; which results leave them out, their `rows` say. */
export interface UnansweredPairs {
  /** That one of both did not answer. */
  readonly rows: number;
  readonly a: UnansweredCount;
  readonly b: UnansweredCount;
}

/** Two models on the same rows, as plain JSON. */
export interface Comparison {
  readonly format: "comparison@1";
  /** The versions of the models, where their predictions say so. */
  readonly a?: string;
  readonly b?: string;
  readonly dataset: string;
  readonly orientation: "above zero, a is better";
  readonly rows: number;
  readonly clusters: number;
  /** Left out where both models answered every row. */
  readonly unanswered?: UnansweredPairs;
  readonly alpha: number;
  readonly correction: "holm" | "benjamini-hochberg" | "none";
  readonly results: readonly ComparisonResult[];
  readonly warnings: readonly string[];
  /** sha256 of all the rest. */
  readonly digest: string;
}
