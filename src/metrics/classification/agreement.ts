import { option } from "../../core/house.js";
import { kappaOfPairs } from "../../stats/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { countMetric } from "../count-metric.js";
import { paramsOf } from "../define-metric.js";
import type { Metric } from "../metric.js";
import { classScoreRules, labelsRule, thresholdRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { correlationRange, explainedRange, shareRange } from "../value-range.js";
import type { ClassScoreOptions, ThresholdOptions } from "./class-score-options.js";
import { scoreMetric } from "./precision-recall-f.js";

const tasks = ["binary", "classes"] as const;

/** The mean recall over the classes that occur in truth (scikit-learn's balanced_accuracy_score). Adjusted, also undefined of one class. */
export function balancedAccuracy(
  options: ThresholdOptions & { /** Whether chance gives 0. @default false */ readonly adjusted?: boolean } = {},
): Metric<boolean | string> {
  checkMetricOptions("balanced accuracy", options, { ...thresholdRule, adjusted: option.flag });
  const { adjusted = false } = options;
  return countMetric({
    ...facts(`${adjusted ? "adjusted " : ""}balanced accuracy`, options),
    range: adjusted ? correlationRange : shareRange,
    score({ truePositives, actual }) {
      let [sum, classes] = [0, 0];
      for (let label = 0; label < actual.length; label++) {
        if (actual[label] === 0) continue;
        sum += (truePositives[label] as number) / (actual[label] as number);
        classes++;
      }
      if (classes === 0 || (adjusted && classes === 1)) return undefined;
      const chance = 1 / classes;
      return adjusted ? (sum / classes - chance) / (1 - chance) : sum / classes;
    },
  });
}

/**
 * Matthews' correlation coefficient, for more than two classes Gorodkin's R_K (scikit-learn's matthews_corrcoef): 0 when only one class
 * occurs in truth or in outputs.
 */
export function matthewsCorrelation(options: ThresholdOptions = {}): Metric<boolean | string> {
  checkMetricOptions("Matthews correlation", options, thresholdRule);
  return countMetric({
    ...facts("Matthews correlation", options),
    range: correlationRange,
    score({ correct, total, actual, predicted }) {
      if (total === 0) return undefined;
      let [both, truth, guess] = [0, 0, 0];
      for (let label = 0; label < actual.length; label++) {
        const [is, said] = [(actual[label] as number) / total, (predicted[label] as number) / total];
        both += is * said;
        truth += is * is;
        guess += said * said;
      }
      if (actual.includes(total) || predicted.includes(total)) return 0;
      return (correct / total - both) / Math.sqrt((1 - truth) * (1 - guess));
    },
  });
}

/** Agreement beyond chance (scikit-learn's cohen_kappa_score). Undefined of no rows, or when chance alone agrees always. */
export function cohenKappa(
  options: ThresholdOptions & {
    /** Disagreement counts by its distance in the order of the labels, or by its square. @default each once */
    readonly kappaWeights?: "linear" | "quadratic";
    /** The labels in their order; rows with others are left out. @default all that occur, sorted */
    readonly labels?: readonly ClassLabel[];
  } = {},
): Metric<boolean | string> {
  checkMetricOptions("Cohen's kappa", options, {
    ...thresholdRule,
    ...labelsRule,
    kappaWeights: option.oneOf("linear", "quadratic"),
  });
  const { kappaWeights, labels } = options;
  return countMetric({
    ...facts(`${kappaWeights === undefined ? "" : `${kappaWeights} `}Cohen's kappa`, options),
    // Weighted, it has no least value of its own.
    range: kappaWeights === undefined ? correlationRange : explainedRange,
    score({ pairs }) {
      if (pairs === undefined) return undefined;
      const names = (labels ?? pairs.labels).map(String);
      const place = pairs.labels.map((label) => names.indexOf(String(label)));
      return kappaOfPairs(
        Array.from(
          pairs.counts,
          (count, pair) =>
            [
              place[pairs.targets[pair] as number] as number,
              place[pairs.outputs[pair] as number] as number,
              count,
            ] as const,
        ).filter(([target, output]) => target >= 0 && output >= 0),
        kappaWeights,
      );
    },
  });
}

/** Of what is of a class or was said to be, the share that both agree on (scikit-learn's jaccard_score). */
export function jaccard(options: ClassScoreOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("Jaccard", options, classScoreRules);
  return scoreMetric("Jaccard", options, ({ both, predicted, actual }) => [both, predicted + actual - both]);
}

function facts(share: string, options: ThresholdOptions) {
  const name = options.threshold === undefined ? share : `${share} at ${options.threshold}`;
  return {
    name,
    better: "higher" as const,
    tasks,
    params: paramsOf({ ...options }),
    threshold: options.threshold ?? 0.5,
  };
}
