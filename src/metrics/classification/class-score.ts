import { InvalidArgumentError } from "../../core/index.js";
import type { Task } from "../../model/index.js";
import type { ClassLabel } from "../rows/class-label.js";
import type { ClassCounts } from "./class-counts.js";

/** What a score is when it would divide by zero: a number that counts in averages, or undefined, which leaves the class out of them. */
export type ZeroDivision = 0 | 1 | "undefined";

/** `micro`: of all pairs of row and label. `macro`: the mean over classes. `weighted`: the mean over classes by their support. `samples`: the mean over rows of label sets. */
export type Average = "micro" | "macro" | "weighted" | "samples";

/** Metrics of decisions take probabilities too, and decide at the threshold, or for the likeliest class. */
export interface ThresholdOptions {
  /** Probabilities of yes, or of a label, at or above it are a yes. @default 0.5 */
  readonly threshold?: number;
}

export interface ClassScoreOptions extends ThresholdOptions {
  /** How the scores of classes become one. @default the score of yes, where there are two classes */
  readonly average?: Average;
  /** The score of this class alone, instead of an average. */
  readonly of?: ClassLabel;
  /** The classes to average over, present or not. @default all that occur */
  readonly labels?: readonly ClassLabel[];
  /** @default 0 of a class in an average (as scikit-learn), undefined of a class alone (where it warns) */
  readonly zeroDivision?: ZeroDivision;
}

/** Rows (or weight) of one class, or of several together: rightly said to be of it, said to be, and of it in truth. */
export interface ClassTotals {
  readonly both: number;
  readonly predicted: number;
  readonly actual: number;
}

export const decisionTasks: readonly Task[] = ["binary", "classes", "label-sets"];

/** The counts of one class. Yes and no are 1 and 0, and labels may be told by their text. */
export function totalsOf({ labels, truePositives, predicted, actual }: ClassCounts, label: ClassLabel): ClassTotals {
  const text = String(typeof label === "boolean" ? Number(label) : label);
  const position = labels.findIndex((one) => String(typeof one === "boolean" ? Number(one) : one) === text);
  return {
    both: truePositives[position] ?? 0,
    predicted: predicted[position] ?? 0,
    actual: actual[position] ?? 0,
  };
}

/** The class that stands for yes. @throws {InvalidArgumentError} there are more than two classes, or none of two is yes. */
export function positiveOf(place: string, { labels, pairs }: ClassCounts): ClassLabel {
  if (pairs === undefined)
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro", "weighted" or "samples", or `of`, for label sets',
      undefined,
      "neither",
    );
  if (labels.length > 2)
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro" or "weighted", or `of`, for more than two classes',
      undefined,
      "neither",
    );
  const yes = labels.find((label) => label === 1 || label === true);
  if (labels.length === 2 && yes === undefined)
    throw new InvalidArgumentError(place, `\`of\` to be one of ${labels.join(" and ")}`, undefined);
  return yes ?? 1;
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
