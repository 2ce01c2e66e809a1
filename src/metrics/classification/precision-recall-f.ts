import { option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { countMetric } from "../count-metric.js";
import { paramsOf } from "../define-metric.js";
import type { Metric } from "../metric.js";
import { classScoreRules } from "../metric-rules.js";
import { known } from "../rows/inputs.js";
import { shareRange } from "../value-range.js";
import { type ClassCounts, type ClassTotals, positiveOf, totalsOf } from "./class-counts.js";
import { type ClassScoreOptions, decisionTasks } from "./class-score-options.js";
import { sampleMean } from "./sample-mean.js";

/** Of what was said to be of a class, the share that is (scikit-learn's precision_score). */
export function precision(options: ClassScoreOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("precision", options, classScoreRules);
  return scoreMetric("precision", options, ({ both, predicted }) => [both, predicted]);
}

/** Of what is of a class, the share that was said to be (scikit-learn's recall_score). */
export function recall(options: ClassScoreOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("recall", options, classScoreRules);
  return scoreMetric("recall", options, ({ both, actual }) => [both, actual]);
}

/**
 * The harmonic mean of precision and recall (scikit-learn's f1_score). Its macro average is the mean of F1s, not the F1 of means.
 * @example f1Score({ average: "macro" })(["ham", "spam"], ["ham", "ham"])
 */
export function f1Score(options: ClassScoreOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("F1", options, classScoreRules);
  return scoreMetric("F1", options, fScore(1));
}

/** The weighted harmonic mean of precision and recall, recall weighing `beta` times as much (scikit-learn's fbeta_score). */
export function fbetaScore(
  options: ClassScoreOptions & { readonly beta: number },
): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("F score", options, {
    ...classScoreRules,
    beta: option.required(option.number({ minimum: 0, infinite: true })),
  });
  const { beta, ...rest } = options;
  return scoreMetric(`F${beta}`, rest, fScore(beta), { beta: beta === Number.POSITIVE_INFINITY ? "Infinity" : beta });
}

type Share = (totals: ClassTotals) => readonly [numerator: number, denominator: number];

export function fScore(beta: number): Share {
  if (beta === Number.POSITIVE_INFINITY) return ({ both, actual }) => [both, actual];
  const square = beta * beta;
  return ({ both, predicted, actual }) => [(1 + square) * both, square * actual + predicted];
}

/** A share of counts of one class, or averaged over classes. */
export function scoreMetric(
  share: string,
  options: ClassScoreOptions,
  shareOf: Share,
  more: { readonly [name: string]: string | number } = {},
): Metric<boolean | string | readonly string[]> {
  const { average, of, labels, threshold } = options;
  const of_ = of === undefined ? share : `${share} of ${of}`;
  const named = average === undefined ? of_ : `${average} ${share}`;
  const name = threshold === undefined ? named : `${named} at ${threshold}`;
  if (average !== undefined && of !== undefined)
    throw new InvalidArgumentError(name, "either `average` or `of`, the score of one class", undefined, "both");
  // An average must say something of each class; of a single one nothing is invented.
  const zeroDivision = options.zeroDivision ?? (average === undefined ? "undefined" : 0);
  const divide = (totals: ClassTotals): number => {
    const [numerator, denominator] = shareOf(totals);
    if (denominator !== 0) return numerator / denominator;
    return zeroDivision === "undefined" ? Number.NaN : zeroDivision;
  };
  const facts = {
    name,
    better: "higher" as const,
    range: shareRange,
    tasks: decisionTasks,
    params: paramsOf({ ...options, ...more, zeroDivision }),
    threshold: threshold ?? 0.5,
  };
  return average === "samples"
    ? sampleMean(facts, labels, divide)
    : countMetric({
        ...facts,
        score: (counts) => (counts.total > 0 ? known(scoreOf(name, counts, options, divide)) : undefined),
      });
}

function scoreOf(
  name: string,
  counts: ClassCounts,
  { average, of, labels = counts.labels }: ClassScoreOptions,
  divide: (totals: ClassTotals) => number,
): number {
  if (average === undefined) return divide(totalsOf(counts, of ?? positiveOf(name, counts)));
  const totals = labels.map((label) => totalsOf(counts, label));
  if (average === "micro") {
    const sum = (part: keyof ClassTotals): number => totals.reduce((total, one) => total + one[part], 0);
    return divide({ both: sum("both"), predicted: sum("predicted"), actual: sum("actual") });
  }
  return meanOfKnown(totals.map(divide), average === "weighted" ? totals.map(({ actual }) => actual) : undefined);
}

/** The mean of what is not NaN; unweighted when none of it weighs anything, as scikit-learn has it. */
export function meanOfKnown(values: readonly number[], weights: ArrayLike<number> | undefined): number {
  let [sum, total, plain, count] = [0, 0, 0, 0];
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const weight = weights === undefined ? 1 : (weights[index] as number);
    sum += value * weight;
    total += weight;
    plain += value;
    count++;
  }
  if (count === 0) return Number.NaN;
  return total === 0 ? plain / count : sum / total;
}
