/** The largest distance between the cumulative distributions of two sorted samples. */
export function kolmogorovSmirnovDistance(left: Float64Array, right: Float64Array): number {
  let [i, j, distance] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i] as number, right[j] as number);
    while (left[i] === value) i++;
    while (right[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / left.length - j / right.length));
  }
  return distance;
}

/**
 * The exact two-sided p-value of a distance between samples of m and n: the chance that a path through the pooled ranks comes as far apart
 * (Hodges, "The significance probability of the Smirnov two-sample test", Ark. Mat. 3, 1958). Takes time m · n.
 */
export function kolmogorovSmirnovPValue(distance: number, m: number, n: number): number {
  const divisor = greatestDivisor(m, n);
  const [stepLeft, stepRight] = [n / divisor, m / divisor];
  const limit = Math.round(distance * stepLeft * m);
  if (limit === 0) return 1;
  // Of paths to (i, j), the share that has been that far apart; each comes from the left or from below as often as it has ranks there.
  const row = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++)
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * stepLeft - j * stepRight) >= limit) row[j] = 1;
      else if (i + j > 0) row[j] = (i * (row[j] as number) + j * (j > 0 ? (row[j - 1] as number) : 0)) / (i + j);
    }
  return row[n] as number;
}

function greatestDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestDivisor(right, left % right);
}
