import { InvalidArgumentError } from "../../core/index.js";
import type { Targets } from "../../model/index.js";
import { logistic, softmax } from "../scores/softmax.js";
import type { BoostingState } from "./boosting-model.js";

/** What trees are grown against: the derivatives of a loss by each row's scores, of which classes have one each and all other tasks one. */
export interface BoostingLoss extends Pick<BoostingState, "task" | "labels" | "initial"> {
  /** Writes the first and second derivatives by each score. */
  derive(scores: readonly Float64Array[], gradients: readonly Float64Array[], hessians: readonly Float64Array[]): void;
}

const smallestHessian = 1e-16;

/** @throws {InvalidArgumentError} the targets are of a task that boosting is not for. */
export function boostingLoss(targets: Targets): BoostingLoss {
  switch (targets.task) {
    case "binary":
      return { task: "binary", initial: [logOdds(targets.values)], derive: deriveBinary(targets.values) };
    case "number":
    case "ranking":
      return { task: targets.task, initial: [meanOf(targets.values)], derive: deriveSquares(targets.values) };
    case "classes": {
      const { values, labels } = targets;
      if (labels.length === 2)
        return { task: "classes", labels, initial: [logOdds(values)], derive: deriveBinary(values) };
      return { task: "classes", labels, initial: logShares(values, labels.length), derive: deriveClasses(values) };
    }
    default:
      throw new InvalidArgumentError("gradient-boosting", "yes/no, number, class or ranking targets", targets.task);
  }
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] as number;
  return sum;
}

function meanOf(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

/** Half a row of each answer keeps the log odds finite when all answers are the same. */
function logOdds(values: ArrayLike<number>): number {
  const share = (sumOf(values) + 0.5) / (values.length + 1);
  return Math.log(share / (1 - share));
}

/** Logarithms of the classes' shares, with half a row of each so that a class without rows has one. */
function logShares(values: Int32Array, classes: number): readonly number[] {
  const counts = new Float64Array(classes).fill(0.5);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  return Array.from(counts, (count) => Math.log(count / (values.length + classes / 2)));
}

function deriveBinary(values: ArrayLike<number>): BoostingLoss["derive"] {
  return function derive([scores], [gradient], [hessian]) {
    if (scores === undefined || gradient === undefined || hessian === undefined) return;
    for (let row = 0; row < scores.length; row++) {
      const probability = logistic(scores[row] as number);
      gradient[row] = probability - (values[row] as number);
      hessian[row] = Math.max(probability * (1 - probability), smallestHessian);
    }
  };
}

function deriveSquares(values: Float64Array): BoostingLoss["derive"] {
  return function derive([scores], [gradient], [hessian]) {
    if (scores === undefined || gradient === undefined) return;
    for (let row = 0; row < scores.length; row++) gradient[row] = (scores[row] as number) - (values[row] as number);
    hessian?.fill(1);
  };
}

function deriveClasses(values: Int32Array): BoostingLoss["derive"] {
  return function derive(scores, gradients, hessians) {
    for (const [index, own] of scores.entries()) gradients[index]?.set(own);
    for (let row = 0; row < values.length; row++) softmax(gradients, row);
    for (const [index, gradient] of gradients.entries()) {
      const hessian = hessians[index] as Float64Array;
      for (let row = 0; row < values.length; row++) {
        const probability = gradient[row] as number;
        hessian[row] = Math.max(probability * (1 - probability), smallestHessian);
        if (values[row] === index) gradient[row] = probability - 1;
      }
    }
  };
}
