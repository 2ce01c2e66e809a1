import { option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { type ThresholdCounts, thresholdCounts } from "../curves/threshold-counts.js";
import { paramsOf } from "../define-metric.js";
import type { Metric } from "../metric.js";
import { rankedRules } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import type { ColumnAverage } from "./average-columns.js";
import { rankedMetric } from "./ranked-metric.js";

export interface RankedOptions {
  /** Over classes, each against the rest, or over labels. @default "macro" */
  readonly average?: ColumnAverage;
  /** The classes of the columns of plain rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
}

const tasks = ["binary", "classes", "label-sets"] as const;

/**
 * Precision averaged over steps of recall, without interpolation (scikit-learn's average_precision_score). Undefined where scikit-learn
 * warns and counts 0: where no yes occurs in a column that counts.
 */
export function averagePrecision(options: RankedOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("average precision", options, rankedRules);
  return rankedMetric({
    name: "average precision",
    params: paramsOf({ ...options }),
    tasks,
    ...options,
    ofYesNo: (rows, order) => overRecall(thresholdCounts(rows, order), (precision) => precision),
  });
}

/**
 * The area under the curve of precision over recall by trapezoids (scikit-learn's auc of its precision_recall_curve). Interpolating makes
 * it too good where few yeses are: average precision does not. Undefined where no yes occurs.
 */
export function precisionRecallAuc(options: RankedOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("PR-AUC", options, rankedRules);
  return rankedMetric({
    name: "PR-AUC",
    params: paramsOf({ ...options }),
    tasks,
    ...options,
    ofYesNo: (rows, order) => overRecall(thresholdCounts(rows, order), (precision, before) => (precision + before) / 2),
  });
}

/**
 * How far apart outputs of yes and of no are: the largest distance of their distributions, of true and false positive rates (the statistic
 * of scipy.stats.ks_2samp). Undefined unless both answers occur.
 */
export function ksStatistic(options: Record<string, never> = {}): Metric<boolean> {
  checkMetricOptions("KS", options, {});
  return rankedMetric({
    name: "KS",
    params: {},
    tasks: ["binary"],
    ofYesNo(rows, order) {
      const { truePositives, falsePositives } = thresholdCounts(rows, order);
      const [yes, no] = [truePositives.at(-1) ?? 0, falsePositives.at(-1) ?? 0];
      if (yes === 0 || no === 0) return undefined;
      return truePositives.reduce(
        (most, count, index) => Math.max(most, Math.abs(count / yes - (falsePositives[index] as number) / no)),
        0,
      );
    },
  });
}

/**
 * How many times more yeses are among the rows of the highest outputs than among all. Of rows of equal output at the cut the part that is
 * needed counts, with their mean. Undefined where no yes occurs.
 *
 * @param options `share`: the part of all rows that is looked at, above 0 and at most 1. @default 0.1
 */
export function lift(options: { readonly share?: number } = {}): Metric<boolean> {
  checkMetricOptions("lift", options, { share: option.number({ above: 0, maximum: 1 }) });
  const { share = 0.1 } = options;
  return rankedMetric({
    name: `lift at ${share}`,
    params: { share },
    range: { low: 0, high: 1 / share },
    tasks: ["binary"],
    ofYesNo(rows, order) {
      const { truePositives, falsePositives } = thresholdCounts(rows, order);
      const [yes, no] = [truePositives.at(-1) ?? 0, falsePositives.at(-1) ?? 0];
      if (yes === 0) return undefined;
      const cut = share * (yes + no);
      let [found, seen] = [0, 0];
      for (let index = 0; index < truePositives.length && seen < cut; index++) {
        const [nextYes, next] = [
          truePositives[index] as number,
          (truePositives[index] as number) + (falsePositives[index] as number),
        ];
        found += (nextYes - found) * Math.min(1, (cut - seen) / (next - seen));
        seen = next;
      }
      return found / cut / (yes / (yes + no));
    },
  });
}

/** The sum over steps of recall of a height made of the precision at the step and at the one before, 1 before the first. */
function overRecall(
  { truePositives, falsePositives }: ThresholdCounts,
  height: (precision: number, before: number) => number,
): number | undefined {
  const all = truePositives.at(-1) ?? 0;
  if (all === 0) return undefined;
  let [sum, last, before] = [0, 0, 1];
  for (let index = 0; index < truePositives.length; index++) {
    const yes = truePositives[index] as number;
    const precision = yes / (yes + (falsePositives[index] as number));
    sum += (yes - last) * height(precision, before);
    [last, before] = [yes, precision];
  }
  return sum / all;
}
