const [smallest, largest] = [Number.EPSILON, 1 - Number.EPSILON];
// The product of so many clipped probabilities is at least 2^−832: it cannot underflow.
const factors = 16;
// One rounding of a product costs 2^−53 a row at most, so a mean above this keeps 13 digits.
const accurateAbove = 0.01;

/** The mean over rows of the negative log likelihood, by one logarithm for a product of 16 probabilities; undefined where that is not accurate enough. */
export function meanLogLoss(targets: Float64Array, outputs: Float64Array): number | undefined {
  let [sum, part, partStart] = [0, 0, 0];
  for (let start = 0; start < outputs.length; start += factors) {
    const end = Math.min(outputs.length, start + factors);
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
  const mean = -(sum + part) / outputs.length;
  return mean > accurateAbove ? mean : undefined;
}
