/** The logistic function, written so that neither tail overflows. */
export function logistic(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const power = Math.exp(logit);
  return power / (1 + power);
}

/**
 * Turns one row's scores, which stand in one array for each class, into probabilities in place. Returns the logarithm of the sum of their
 * exponentials; the largest score is taken out first, so that nothing overflows.
 */
export function softmax(scores: readonly Float64Array[], row: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const own of scores) largest = Math.max(largest, own[row] as number);
  let sum = 0;
  for (const own of scores) {
    const power = Math.exp((own[row] as number) - largest);
    own[row] = power;
    sum += power;
  }
  for (const own of scores) own[row] = (own[row] as number) / sum;
  return largest + Math.log(sum);
}
