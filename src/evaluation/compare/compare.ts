import { fingerprint } from "../../core/house.js";
import { createRandom, InvalidArgumentError } from "../../core/index.js";
import type { Metric } from "../../metrics/index.js";
import type { Predictions } from "../../model/index.js";
import { alignPredictions, type PairedRows } from "./align-predictions.js";
import { clusterCount, compareRows, sliceRows } from "./compare-rows.js";
import type { Comparison, ComparisonTest } from "./comparison.js";
import { decideResults } from "./decide-results.js";
import type { TestSettings } from "./run-test.js";

export interface CompareOptions<Target> {
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

/**
 * Compares two models on the same rows: for each metric, of all rows and of each slice, the difference with interval, test and corrected
 * p-value. Rows are matched by id, in whatever order they come. Clusters are those of the predictions: every test takes rows of one
 * cluster together. What two fits differ by may still be the luck of training: see `retrainingNoise`.
 *
 * @throws {InvalidArgumentError} an id is missing or stands twice, datasets, targets or clusters differ, or a test does not fit its metric.
 */
export function compare<Target>(
  a: Predictions<number | Target, number | Target>,
  b: Predictions<number | Target, number | Target>,
  options: CompareOptions<Target>,
): Comparison {
  const {
    metrics,
    test = "t",
    slices = true,
    correction = "holm",
    alpha = 0.05,
    seed = 0,
    minimumClusters = 20,
  } = options;
  const settings = settingsOf(options);
  checkShare("alpha", alpha);
  const rows = alignPredictions(a, b, options.classes);
  const random = createRandom(seed);
  const parts: readonly { readonly slice?: string; readonly rows: PairedRows }[] = [
    { rows },
    ...Object.entries(slices ? rows.slices : {}).map(([slice, mask]) => ({ slice, rows: sliceRows(rows, mask) })),
  ];
  const results = parts.flatMap(({ slice, rows: inside }) =>
    metrics.map((entry) => {
      const asked = "metric" in entry ? entry : { metric: entry, test };
      // A stream for each result: another metric or slice changes no number of the others.
      const stream = random
        .stream(asked.metric.name)
        .stream(asked.test)
        .stream(JSON.stringify(slice ?? null));
      const result = compareRows(asked.metric, asked.test, inside, settings, stream);
      return slice === undefined ? result : { ...result, slice };
    }),
  );
  const content = {
    format: "comparison@1" as const,
    a: a.version,
    b: b.version,
    dataset: a.dataset ?? "unknown",
    orientation: "above zero, a is better" as const,
    rows: rows.targets.length,
    clusters: clusterCount(rows),
    alpha,
    correction,
    results: decideResults(results, { correction, alpha, minimumClusters }),
    warnings: warningsOf(rows, minimumClusters),
  };
  const comparison = JSON.parse(JSON.stringify(content)) as Omit<Comparison, "digest">;
  return { ...comparison, digest: fingerprint(comparison) };
}

function settingsOf(options: Omit<CompareOptions<never>, "metrics">): TestSettings {
  const { confidence = 0.95, resamples = 9999, bootstrap = "bca", mcnemar = "mid-p", zeros = "wilcox" } = options;
  checkShare("confidence", confidence);
  if (!(Number.isSafeInteger(resamples) && resamples > 0))
    throw new InvalidArgumentError("compare", "`resamples` to be a whole number above 0", resamples);
  return { confidence, resamples, bootstrap, mcnemar, zeros };
}

function checkShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError("compare", `\`${name}\` between 0 and 1`, value);
}

function warningsOf(rows: PairedRows, minimumClusters: number): readonly string[] {
  if (rows.clusters === undefined)
    return [
      "no cluster was stated: rows count as independent, which overstates certainty when rows of one day or user are alike",
    ];
  const clusters = clusterCount(rows);
  return clusters < minimumClusters
    ? [`only ${clusters} clusters, ${minimumClusters} are needed to decide anything`]
    : [];
}
