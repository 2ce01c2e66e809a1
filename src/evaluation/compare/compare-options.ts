import { type OptionRules, option } from "../../core/house.js";
import type { Metric } from "../../metrics/index.js";
import { type UnansweredOptions, unansweredRules } from "../report/unanswered-report.js";
import type { ComparisonTest } from "./comparison.js";

export interface CompareOptions<Target> extends UnansweredOptions {
  /** What is compared; a metric may bring a test of its own. */
  readonly metrics: readonly (
    | Metric<Target>
    | { readonly metric: Metric<Target>; readonly test: ComparisonTest | "auto" }
  )[];
  /**
   * `t`: cluster-robust mean or jackknife. `mcnemar`: metrics that are 0 or 1 of each row. `wilcoxon`: metrics with a value for each row.
   * `permutation`, `bootstrap`: any metric. `delong`: ROC-AUC. `auto`: McNemar or DeLong where they fit, else `t`, and `bootstrap`
   * for metrics without row values and without clusters.
   *
   * @default "t"
   */
  readonly test?: ComparisonTest | "auto";
  /** Whether each slice is compared too. @default true */
  readonly slices?: boolean;
  /** Over all metrics and slices together. @default "holm" */
  readonly correction?: "holm" | "benjamini-hochberg" | "none";
  /** @default 0.05 */
  readonly alpha?: number;
  /** Of intervals, which are not corrected. @default 0.95 */
  readonly confidence?: number;
  /** Of `bootstrap`, and of `permutation` where not every swap can be tried. @default 9999 */
  readonly resamples?: number;
  /** @default 0 */
  readonly seed?: number | string;
  /** With fewer clusters, or rows where no cluster is stated, nothing is decided. @default 20 */
  readonly minimumClusters?: number;
  /** @default "bca" */
  readonly bootstrap?: "bca" | "percentile";
  /** @default "mid-p" */
  readonly mcnemar?: "exact" | "mid-p";
  /** Wilcoxon's differences of zero. @default "wilcox" */
  readonly zeros?: "wilcox" | "pratt";
  /** Whether outputs are class labels. @default whether they are texts */
  readonly classes?: boolean;
}

export const compareRules: OptionRules<CompareOptions<never>> = {
  metrics: option.required(option.listOf(option.either(option.metric, option.having("`{ metric, test }`", "metric")))),
  test: option.oneOf("t", "mcnemar", "wilcoxon", "permutation", "bootstrap", "delong", "auto"),
  slices: option.flag,
  correction: option.oneOf("holm", "benjamini-hochberg", "none"),
  alpha: option.level,
  confidence: option.level,
  resamples: option.count,
  seed: option.seed,
  minimumClusters: option.wholeNumber({ minimum: 0 }),
  bootstrap: option.oneOf("bca", "percentile"),
  mcnemar: option.oneOf("exact", "mid-p"),
  zeros: option.oneOf("wilcox", "pratt"),
  classes: option.flag,
  ...unansweredRules,
};
