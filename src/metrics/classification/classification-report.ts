import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { countInto, countsOfSums } from "../count-metric.js";
import type { MetricInput } from "../metric.js";
import { classScoreRules, labelsRule, thresholdRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { known } from "../rows/inputs.js";
import { Sums } from "../sums-state.js";
import { type ClassTotals, totalsOf } from "./class-counts.js";
import { decisionTasks, type ZeroDivision } from "./class-score-options.js";
import { fScore, meanOfKnown } from "./precision-recall-f.js";

export interface ClassificationReportOptions {
  readonly weights?: ArrayLike<number>;
  /** Probabilities at or above it are a yes. @default 0.5 */
  readonly threshold?: number;
  /** How much more recall weighs than precision in F. @default 1 */
  readonly beta?: number;
  /** @default 0 */
  readonly zeroDivision?: ZeroDivision;
  /** The classes to look at, present or not. @default all that occur, sorted */
  readonly labels?: readonly ClassLabel[];
}

const reportRules: OptionRules<ClassificationReportOptions> = {
  ...thresholdRule,
  ...labelsRule,
  weights: option.numbers,
  beta: option.number({ minimum: 0, infinite: true }),
  zeroDivision: classScoreRules.zeroDivision,
};

/** Undefined of no rows, or with `zeroDivision: "undefined"`. */
export interface ClassScores {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly fScore: number | undefined;
}

/** One class's scores; undefined only with `zeroDivision: "undefined"`. */
export interface ClassScore extends ClassScores {
  readonly label: ClassLabel;
  /** Rows (or weight) of this class in truth. */
  readonly support: number;
}

export interface ClassificationReport {
  readonly classes: readonly ClassScore[];
  readonly micro: ClassScores;
  readonly macro: ClassScores;
  readonly weighted: ClassScores;
  /** Undefined of no rows. */
  readonly accuracy: number | undefined;
  /** Rows, or their weight. */
  readonly total: number;
}

/**
 * Each class's precision, recall, F and support with their averages, as data (scikit-learn's classification_report and
 * precision_recall_fscore_support); yes and no stand as 1 and 0.
 */
export function classificationReport(
  targets: MetricInput[0],
  outputs: MetricInput[1],
  options: ClassificationReportOptions = {},
): ClassificationReport {
  checkArguments("classification report", { targets, outputs }, { targets: option.listed, outputs: option.listed });
  const place = "classification report";
  checkMetricOptions(place, options, reportRules);
  const { weights, threshold = 0.5, beta = 1, zeroDivision = 0 } = options;
  const sums = new Sums();
  countInto(place, sums, [targets, outputs, weights ? { weights } : {}], { tasks: decisionTasks, threshold });
  const counts = countsOfSums(place, sums);
  const shares = [
    ({ both, predicted }: ClassTotals) => [both, predicted] as const,
    ({ both, actual }: ClassTotals) => [both, actual] as const,
    fScore(beta),
  ];
  const scoresOf = (totals: ClassTotals): number[] =>
    shares.map((share) => {
      const [numerator, denominator] = share(totals);
      return denominator !== 0 ? numerator / denominator : zeroDivision === "undefined" ? Number.NaN : zeroDivision;
    });
  const labels = options.labels ?? counts.labels;
  const totals = labels.map((label) => totalsOf(counts, label));
  const scores = totals.map(scoresOf);
  const averaged = (by: readonly number[] | undefined): ClassScores =>
    named(
      [0, 1, 2].map((which) =>
        meanOfKnown(
          scores.map((one) => one[which] as number),
          by,
        ),
      ),
      counts.total,
    );
  const sum = (part: keyof ClassTotals): number => totals.reduce((total, one) => total + one[part], 0);
  return {
    classes: labels.map((label, position) => ({
      label,
      ...named(scores[position] as number[], 1),
      support: totals[position]?.actual ?? 0,
    })),
    micro: named(scoresOf({ both: sum("both"), predicted: sum("predicted"), actual: sum("actual") }), counts.total),
    macro: averaged(undefined),
    weighted: averaged(totals.map(({ actual }) => actual)),
    accuracy: counts.total === 0 ? undefined : counts.correct / counts.total,
    total: counts.total,
  };
}

function named([precision, recall, f]: readonly number[], total: number): ClassScores {
  const of = (value: number | undefined) => (total === 0 || value === undefined ? undefined : known(value));
  return { precision: of(precision), recall: of(recall), fScore: of(f) };
}
