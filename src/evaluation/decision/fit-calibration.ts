import { InvalidArgumentError } from "../../core/index.js";
import type { Decision } from "../../model/index.js";

const mostSteps = 100;
const shortestStep = 1e-10;

/**
 * Recalibration by logistic regression on the logit of the probability (Platt 1999, without his smoothing of targets): the slope and
 * intercept of most likelihood, by Newton's method. Fit it on rows that the model was not trained on.
 * @returns Undefined when one answer never occurs, or when the outputs part yes from no entirely: then no finite slope is the best.
 * @param outputs Probabilities strictly between 0 and 1; 0 and 1 count as 2^−52 inside.
 * @throws {InvalidArgumentError} an output is not between 0 and 1, or there is not one target a row.
 */
export function fitCalibration(
  targets: ArrayLike<number>,
  outputs: ArrayLike<number>,
): NonNullable<Decision["calibration"]> | undefined {
  const logits = logitsOf(targets, outputs);
  const positives = Array.from(targets).filter((target) => target === 1).length;
  if (positives === 0 || positives === targets.length || isParted(logits, targets)) return undefined;
  let [slope, intercept] = [0, Math.log(positives / (targets.length - positives))];
  let best = lossOf(logits, targets, slope, intercept);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, curvature } = derivatives(logits, targets, slope, intercept);
    const determinant = curvature[0] * curvature[2] - curvature[1] * curvature[1];
    if (!(determinant > 0)) return undefined;
    const bySlope = (curvature[2] * gradient[0] - curvature[1] * gradient[1]) / determinant;
    const byIntercept = (curvature[0] * gradient[1] - curvature[1] * gradient[0]) / determinant;
    let length = 1;
    let loss = lossOf(logits, targets, slope + bySlope, intercept + byIntercept);
    // A full step can lead away where the curvature changes fast.
    while (!(loss <= best) && length > shortestStep) {
      length /= 2;
      loss = lossOf(logits, targets, slope + length * bySlope, intercept + length * byIntercept);
    }
    if (!(loss <= best)) break;
    best = loss;
    slope += length * bySlope;
    intercept += length * byIntercept;
    if (Math.abs(bySlope) + Math.abs(byIntercept) < 1e-12 * (1 + Math.abs(slope) + Math.abs(intercept))) break;
  }
  return { slope, intercept };
}

function logitsOf(targets: ArrayLike<number>, outputs: ArrayLike<number>): Float64Array {
  const place = "calibration";
  if (targets.length !== outputs.length)
    throw new InvalidArgumentError(place, `${outputs.length} targets, one an output`, targets.length);
  return Float64Array.from({ length: outputs.length }, (_, row) => {
    const output = outputs[row] as number;
    if (!(output >= 0 && output <= 1))
      throw new InvalidArgumentError(place, "outputs between 0 and 1", output, `${output} at row ${row}`);
    const inside = Math.min(Math.max(output, Number.EPSILON), 1 - Number.EPSILON);
    return Math.log(inside / (1 - inside));
  });
}

/** Whether some threshold has all of one answer below it or at it, and all of the other above it or at it. */
function isParted(logits: Float64Array, targets: ArrayLike<number>): boolean {
  const range = (answer: number): readonly [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < logits.length; row++) {
      if (targets[row] !== answer) continue;
      low = Math.min(low, logits[row] as number);
      high = Math.max(high, logits[row] as number);
    }
    return [low, high];
  };
  const [no, yes] = [range(0), range(1)];
  return (no[1] <= yes[0] || yes[1] <= no[0]) && !(no[0] === no[1] && yes[0] === yes[1] && no[0] === yes[0]);
}

/** The negative log likelihood. */
function lossOf(logits: Float64Array, targets: ArrayLike<number>, slope: number, intercept: number): number {
  let loss = 0;
  for (let row = 0; row < logits.length; row++) {
    const value = slope * (logits[row] as number) + intercept;
    // log(1 + e^v) − y·v, written so that e^v does not overflow.
    loss += Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))) - (targets[row] as number) * value;
  }
  return loss;
}

/** Of the log likelihood by slope and intercept, and the negative of its second derivatives. */
function derivatives(logits: Float64Array, targets: ArrayLike<number>, slope: number, intercept: number) {
  const gradient: [number, number] = [0, 0];
  const curvature: [number, number, number] = [0, 0, 0];
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row] as number;
    const probability = 1 / (1 + Math.exp(-(slope * logit + intercept)));
    const residual = (targets[row] as number) - probability;
    const weight = probability * (1 - probability);
    gradient[0] += residual * logit;
    gradient[1] += residual;
    curvature[0] += weight * logit * logit;
    curvature[1] += weight * logit;
    curvature[2] += weight;
  }
  return { gradient, curvature };
}
