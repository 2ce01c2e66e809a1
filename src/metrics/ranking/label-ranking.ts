import { checkMetricOptions } from "../check-metric-options.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { readScores, type ScoreRows } from "../rows/read-scores.js";
import { lossRange, shareRange } from "../value-range.js";

const tasks = ["label-sets"] as const;

/**
 * Of each label that a row has, the share of labels ranked as high that it has too; the mean over rows (scikit-learn's
 * label_ranking_average_precision_score). Rows with none or all of the labels count 1.
 */
export function labelRankingAveragePrecision(options: Record<string, never> = {}): Metric<readonly string[]> {
  return labelRanking("label ranking average precision", "higher", options, (holds, scores) => {
    const own = indexesOf(holds);
    if (own.length === 0 || own.length === holds.length) return 1;
    let sum = 0;
    for (const label of own) {
      const score = scores[label] as number;
      sum += own.filter((other) => (scores[other] as number) >= score).length / countAtLeast(scores, score);
    }
    return sum / own.length;
  });
}

/** How many labels from the highest down cover all that a row has; 0 of a row with none (scikit-learn's coverage_error). */
export function coverageError(options: Record<string, never> = {}): Metric<readonly string[]> {
  return labelRanking("coverage error", "lower", options, (holds, scores) => {
    const own = indexesOf(holds);
    if (own.length === 0) return 0;
    return countAtLeast(scores, Math.min(...own.map((label) => scores[label] as number)));
  });
}

/** The share of pairs of a label that a row has and one that it has not in which the latter ranks as high; 0 of rows with none or all (scikit-learn's label_ranking_loss). */
export function labelRankingLoss(options: Record<string, never> = {}): Metric<readonly string[]> {
  return labelRanking("label ranking loss", "lower", options, (holds, scores) => {
    const own = indexesOf(holds);
    const others = holds.length - own.length;
    if (own.length === 0 || others === 0) return 0;
    let wrong = 0;
    for (const label of own)
      for (let other = 0; other < holds.length; other++)
        if (holds[other] !== 1 && (scores[other] as number) >= (scores[label] as number)) wrong++;
    return wrong / (own.length * others);
  });
}

function labelRanking(
  name: string,
  better: "higher" | "lower",
  options: object,
  value: (holds: Float64Array, scores: Float64Array) => number,
): Metric<readonly string[]> {
  checkMetricOptions(name, options, {});
  return meanMetric<readonly string[], ScoreRows>({
    name,
    better,
    range: name === "coverage error" ? lossRange : shareRange,
    tasks,
    params: {},
    read: (input: MetricInput) => readScores(name, input, { tasks, outputs: "scores" }),
    values: ({ width, targets, outputs }) => [
      eachRow((row) =>
        value(targets.subarray(row * width, (row + 1) * width), outputs.subarray(row * width, (row + 1) * width)),
      ),
    ],
  });
}

function indexesOf(holds: Float64Array): number[] {
  return [...holds.keys()].filter((label) => holds[label] === 1);
}

function countAtLeast(scores: Float64Array, least: number): number {
  return scores.reduce((count, score) => count + Number(score >= least), 0);
}
