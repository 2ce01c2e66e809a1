/**
 * How far the cumulative distributions of two sorted samples are apart: ∫|F − G|ᵖ. With power 1 that is the 1-Wasserstein distance, with power 2 half
 * the squared energy distance (Székely and Rizzo, "Energy statistics", J. Stat. Plan. Inference 143, 2013).
 */
export function cumulativeDistance(left: Float64Array, right: Float64Array, power: 1 | 2): number {
  let [i, j, sum] = [0, 0, 0];
  let last = Math.min(left[0] ?? 0, right[0] ?? 0);
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY];
    const next = Math.min(a, b);
    const apart = Math.abs(i / left.length - j / right.length);
    sum += (power === 1 ? apart : apart * apart) * (next - last);
    last = next;
    if (a === next) i++;
    if (b === next) j++;
  }
  return sum;
}
