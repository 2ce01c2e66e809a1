import { checkOptions, counted, fingerprint } from "../../core/house.js";
import { createRandom } from "../../core/index.js";
import type { Predictions } from "../../model/index.js";
import { countUnanswered, countWords } from "../report/unanswered-report.js";
import type { TaskPredictions } from "../task-predictions.js";
import { alignPredictions, type PairedRows } from "./align-predictions.js";
import { type CompareOptions, compareRules } from "./compare-options.js";
import { clusterCount, compareRows, sliceRows } from "./compare-rows.js";
import type { Comparison, UnansweredPairs } from "./comparison.js";
import { decideResults } from "./decide-results.js";
import type { TestSettings } from "./run-test.js";
import { type UnansweredSettings, unansweredRows } from "./unanswered-pairs.js";

/**
 * Compares two models on the same rows: for each metric, of all rows and of each slice, the difference with interval, test and corrected
 * p-value. Rows are matched by id, in whatever order they come. Clusters are those of the predictions: every test takes rows of one
 * cluster together. Rows without an answer are wrong by metrics of what is decided and left out, of both, by others, as `evaluate` has it. Outputs and targets are one number or label a row, or those of any task. What two fits differ by may still be the luck of training: see `retrainingNoise`.
 *
 * @throws {InvalidArgumentError} an id is missing or stands twice, datasets, targets or clusters differ, or a test does not fit its metric.
 */
export function compare<Target>(
  a: Predictions<number | Target, number | Target> | TaskPredictions,
  b: Predictions<number | Target, number | Target> | TaskPredictions,
  options: CompareOptions<Target>,
): Comparison {
  checkOptions<CompareOptions<Target>>("compare", options, compareRules);
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
  const unanswered = unansweredOf(rows);
  const content = {
    format: "comparison@1" as const,
    a: a.version,
    b: b.version,
    dataset: a.dataset ?? "unknown",
    orientation: "above zero, a is better" as const,
    rows: rows.targets.length,
    clusters: clusterCount(rows),
    ...(unanswered && { unanswered }),
    alpha,
    correction,
    results: decideResults(results, { correction, alpha, minimumClusters }),
    warnings: [...warningsOf(rows, minimumClusters), ...(unanswered ? unansweredWarnings(unanswered, rows) : [])],
  };
  const comparison = JSON.parse(JSON.stringify(content)) as Omit<Comparison, "digest">;
  return { ...comparison, digest: fingerprint(comparison) };
}

function settingsOf(options: Omit<CompareOptions<never>, "metrics">): TestSettings & UnansweredSettings {
  const { confidence = 0.95, resamples = 9999, bootstrap = "bca", mcnemar = "mid-p", zeros = "wilcox" } = options;
  const { unanswered = "wrong", maximumUnanswered = 0.01 } = options;
  return { confidence, resamples, bootstrap, mcnemar, zeros, unanswered, maximumUnanswered };
}

function unansweredOf({ task }: PairedRows): UnansweredPairs | undefined {
  const rows = task && unansweredRows(task);
  if (task === undefined || rows === undefined) return undefined;
  return { rows: rows.size, a: countUnanswered(task.a.unanswered), b: countUnanswered(task.b.unanswered) };
}

function unansweredWarnings({ a, b }: UnansweredPairs, { targets }: PairedRows): readonly string[] {
  return [...countWords(a, targets.length, " by a"), ...countWords(b, targets.length, " by b")];
}

function warningsOf(rows: PairedRows, minimumClusters: number): readonly string[] {
  if (rows.clusters === undefined)
    return [
      "no cluster was stated: rows count as independent, which overstates certainty when rows of one day or user are alike",
    ];
  const clusters = clusterCount(rows);
  return clusters < minimumClusters
    ? [`only ${counted(clusters, "cluster")}, ${minimumClusters} are needed to decide anything`]
    : [];
}
