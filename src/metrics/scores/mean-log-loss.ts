// scikit-learn clips probabilities to [eps, 1 − eps] of float64.
const epsilon = Number.EPSILON;
const [smallest, largest] = [epsilon, 1 - epsilon];
// The product of so many clipped probabilities is at least 2^−832: it cannot underflow.
const factors = 16;
// One rounding of a product costs 2^−53 a row at most, so a mean above this keeps 13 digits.
const accurateAbove = 0.01;

/** Negative log likelihood of one yes (1) or no (0). */
export function rowLogLoss(output: number, target: number): number {
  const probability = Math.min(Math.max(output, smallest), largest);
  return -Math.log(target === 1 ? probability : 1 - probability);
}

/** The mean over rows, by one logarithm for a product of 16 probabilities where that is accurate enough; undefined of no rows. */
export function meanLogLoss(outputs: Float64Array, targets: Float64Array): number | undefined {
  const rows = outputs.length;
  if (rows === 0) return undefined;
  const quick = -sumOfLogs(outputs, targets, factors) / rows;
  return quick > accurateAbove ? quick : -sumOfLogs(outputs, targets, 1) / rows;
}

function sumOfLogs(outputs: Float64Array, targets: Float64Array, perLogarithm: number): number {
  let [sum, part, partStart] = [0, 0, 0];
  for (let start = 0; start < outputs.length; start += perLogarithm) {
    const end = Math.min(outputs.length, start + perLogarithm);
    let product = 1;
    for (let row = start; row < end; row++) {
      let probability = outputs[row] as number;
      // Math.min and Math.max cost twice as much here.
      if (probability < smallest) probability = smallest;
      else if (probability > largest) probability = largest;
      const target = targets[row] as number;
      // The probability of a yes, else 1 − it, without a branch that the processor would guess wrong half of the time.
      product *= 1 - target + (2 * target - 1) * probability;
    }
    part += Math.log(product);
    // Added in blocks, so that rounding does not grow with the rows.
    if (start - partStart >= 16384) {
      sum += part;
      [part, partStart] = [0, start];
    }
  }
  return sum + part;
}
