import { type Metric, rowMetric } from "../metric.js";
import { balancedAccuracyOf } from "./balanced-accuracy-score.js";
import type { ClassLabel } from "./class-label.js";
import type { ClassScoreOptions } from "./class-scores.js";
import type { ClassTotals } from "./class-totals.js";
import { CodeTotals } from "./code-totals.js";
import { kappaOf } from "./cohen-kappa-score.js";
import { confusionMatrix } from "./confusion-matrix.js";
import { matthewsOf } from "./matthews-corrcoef.js";
import { type AveragedScores, scoresOf } from "./scores-of.js";

export interface LabelScoreOptions extends Pick<ClassScoreOptions, "zeroDivision"> {
  /** The mean over classes, the mean by their support, or the score of all rows. @default "macro" */
  readonly average?: "macro" | "micro" | "weighted";
  /** The score of this class alone, instead of an average. */
  readonly of?: ClassLabel;
}

/** The share of rows whose label is right (scikit-learn's accuracy_score). */
export function labelAccuracy(): Metric<ClassLabel> {
  return rowMetric("accuracy", "higher", (output, target) => (output === target ? 1 : 0));
}

/** The mean recall over the classes that occur in truth (scikit-learn's balanced_accuracy_score). */
export function balancedAccuracy(options: { readonly adjusted?: boolean } = {}): Metric<ClassLabel> {
  return totalsMetric(`${options.adjusted ? "adjusted " : ""}balanced accuracy`, (totals) =>
    balancedAccuracyOf(totals, options.adjusted),
  );
}

/** Precision of labels (scikit-learn's precision_score). */
export function labelPrecision(options: LabelScoreOptions = {}): Metric<ClassLabel> {
  return scoreMetric("precision", "precision", options);
}

/** Recall of labels (scikit-learn's recall_score). */
export function labelRecall(options: LabelScoreOptions = {}): Metric<ClassLabel> {
  return scoreMetric("recall", "recall", options);
}

/** F of labels, recall weighing `beta` (@default 1) times as much as precision (scikit-learn's fbeta_score). */
export function labelFScore(options: LabelScoreOptions & { readonly beta?: number } = {}): Metric<ClassLabel> {
  return scoreMetric(`F${options.beta ?? 1}`, "fScore", options);
}

/** Matthews' correlation coefficient of labels (scikit-learn's matthews_corrcoef). */
export function matthewsCorrelation(): Metric<ClassLabel> {
  return totalsMetric("Matthews correlation", matthewsOf);
}

/** Agreement beyond chance (scikit-learn's cohen_kappa_score); weights go by the order of the labels that occur. */
export function labelKappa(options: { readonly kappaWeights?: "linear" | "quadratic" } = {}): Metric<ClassLabel> {
  const { kappaWeights } = options;
  return {
    name: `${kappaWeights === undefined ? "" : `${kappaWeights} `}Cohen's kappa`,
    better: "higher",
    compute: (outputs, targets) => kappaOf(confusionMatrix(targets, outputs), kappaWeights),
  };
}

function scoreMetric(
  name: string,
  score: keyof AveragedScores,
  { average = "macro", of, ...options }: LabelScoreOptions & { readonly beta?: number },
): Metric<ClassLabel> {
  return totalsMetric(
    of === undefined ? `${average} ${name}` : `${name} of ${of}`,
    (totals) =>
      scoresOf(totals, of === undefined ? { ...options, average } : { ...options, average: "micro", labels: [of] })[
        score
      ],
  );
}

function totalsMetric(name: string, scoreOf: (totals: ClassTotals) => number | undefined): Metric<ClassLabel> {
  return {
    name,
    better: "higher",
    compute: (outputs, targets, labels) => scoreOf(new CodeTotals(outputs, targets, labels).whole()),
    withoutClusters(outputs, targets, codes, clusters, labels) {
      const values = new Float64Array(clusters);
      let cluster = 0;
      for (const totals of new CodeTotals(outputs, targets, labels, codes, clusters).withoutEach()) {
        const value = scoreOf(totals);
        if (value === undefined) return undefined;
        values[cluster++] = value;
      }
      return values;
    },
  };
}
