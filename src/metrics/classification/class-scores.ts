import { InvalidArgumentError } from "../../core/index.js";
import { known } from "../inputs.js";
import type { ClassLabel } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";

/** What a score is when it would divide by zero: a number that counts in averages, or undefined, which leaves the class out of them. */
export type ZeroDivision = 0 | 1 | "undefined";

/** `binary`: of the positive class. `micro`: of all pairs of row and label. `macro`: the mean over classes. `weighted`: the mean over classes by their support. `samples`: the mean over rows of label sets. */
export type Average = "binary" | "micro" | "macro" | "weighted" | "samples";

export interface ClassScoreOptions {
  /** How much more recall weighs than precision in F. @default 1 */
  readonly beta?: number;
  /** @default 0 */
  readonly zeroDivision?: ZeroDivision;
  /** The classes to look at, present or not. @default all that occur, sorted */
  readonly labels?: readonly ClassLabel[];
}

/** One class's scores; undefined only with `zeroDivision: "undefined"`. */
export interface ClassScore {
  readonly label: ClassLabel;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly fScore: number | undefined;
  /** Rows (or weight) of this class in truth. */
  readonly support: number;
}

/** Precision, recall and F of three counts; NaN where undefined. */
export function scoreCounts(
  truePositives: number,
  predicted: number,
  actual: number,
  { beta = 1, zeroDivision = 0 }: ClassScoreOptions,
): readonly [precision: number, recall: number, fScore: number] {
  const divide = (numerator: number, denominator: number): number =>
    denominator === 0 ? (zeroDivision === "undefined" ? Number.NaN : zeroDivision) : numerator / denominator;
  const [precision, recall] = [divide(truePositives, predicted), divide(truePositives, actual)];
  if (beta === 0) return [precision, recall, precision];
  if (beta === Number.POSITIVE_INFINITY) return [precision, recall, recall];
  const square = beta * beta;
  return [precision, recall, divide((1 + square) * truePositives, square * actual + predicted)];
}

/** Each class's precision, recall, F and support (scikit-learn's precision_recall_fscore_support without an average). */
export function classScores(totals: ClassTotals, options: ClassScoreOptions = {}): readonly ClassScore[] {
  checkBeta(options.beta);
  return countsOf(totals, options.labels).map(({ label, truePositives, predicted, actual }) => {
    const [precision, recall, fScore] = scoreCounts(truePositives, predicted, actual, options);
    return { label, precision: known(precision), recall: known(recall), fScore: known(fScore), support: actual };
  });
}

/** Averages over classes; NaN where undefined. */
export function averageClasses(
  totals: ClassTotals,
  average: "micro" | "macro" | "weighted",
  options: ClassScoreOptions,
): readonly [precision: number, recall: number, fScore: number] {
  checkBeta(options.beta);
  const counts = countsOf(totals, options.labels);
  if (average === "micro") {
    const sum = (name: "truePositives" | "predicted" | "actual"): number =>
      counts.reduce((total, one) => total + one[name], 0);
    return scoreCounts(sum("truePositives"), sum("predicted"), sum("actual"), options);
  }
  const scores = counts.map((one) => scoreCounts(one.truePositives, one.predicted, one.actual, options));
  const weights = average === "weighted" ? counts.map(({ actual }) => actual) : undefined;
  const mean = (which: 0 | 1 | 2): number =>
    meanOfKnown(
      scores.map((score) => score[which]),
      weights,
    );
  return [mean(0), mean(1), mean(2)];
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

function countsOf(totals: ClassTotals, labels: readonly ClassLabel[] = totals.labels) {
  const positions = new Map(totals.labels.map((label, position) => [label, position]));
  return labels.map((label) => {
    const position = positions.get(label) ?? -1;
    return {
      label,
      truePositives: totals.truePositives[position] ?? 0,
      predicted: totals.predicted[position] ?? 0,
      actual: totals.actual[position] ?? 0,
    };
  });
}

function checkBeta(beta = 1): void {
  if (!(beta >= 0)) throw new InvalidArgumentError("F score", "`beta` of at least 0", beta);
}
