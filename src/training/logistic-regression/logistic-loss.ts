import { softmax } from "../scores/softmax.js";

/** A loss over the scores of rows, one array for each score. */
export interface LogisticLoss {
  readonly scores: number;
  /** Turns scores into probability minus target in place, and returns the summed loss. */
  residuals(scores: readonly Float64Array[]): number;
}

/** Log loss of yes and no, which are 1 and 0. log1p keeps both tails accurate. */
export function binaryLoss(target: ArrayLike<number>): LogisticLoss {
  return {
    scores: 1,
    residuals([logits = new Float64Array(0)]) {
      let loss = 0;
      for (let row = 0; row < logits.length; row++) {
        const logit = logits[row] as number;
        const label = target[row] as number;
        const power = Math.exp(-Math.abs(logit));
        loss += Math.log1p(power) + Math.max(logit, 0) - label * logit;
        logits[row] = (logit >= 0 ? 1 / (1 + power) : power / (1 + power)) - label;
      }
      return loss;
    },
  };
}

/** Log loss of classes, which are numbered from 0. */
export function multinomialLoss(target: Int32Array, classes: number): LogisticLoss {
  return {
    scores: classes,
    residuals(scores) {
      let loss = 0;
      for (let row = 0; row < target.length; row++) {
        const own = scores[target[row] as number] as Float64Array;
        const score = own[row] as number;
        loss += softmax(scores, row) - score;
        own[row] = (own[row] as number) - 1;
      }
      return loss;
    },
  };
}
