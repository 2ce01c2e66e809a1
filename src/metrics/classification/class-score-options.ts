import type { Task } from "../../model/index.js";
import type { ClassLabel } from "../rows/class-label.js";

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

export const decisionTasks: readonly Task[] = ["binary", "classes", "label-sets"];
