import { studentT } from "../../../stats/house.js";
import type { NumberSamples } from "../sample.js";

/** Student's two-sided test of equal means, variances being equal; NaN where both sides are the same constant. */
export function studentTest({ reference, current }: NumberSamples): number {
  const [n, m] = [reference.length, current.length];
  const [left, right] = [meanOf(reference), meanOf(current)];
  const freedom = n + m - 2;
  const pooled = (squares(reference, left) + squares(current, right)) / freedom;
  const t = (left - right) / Math.sqrt(pooled * (1 / n + 1 / m));
  return Number.isNaN(t) ? t : 2 * studentT.upperTail(Math.abs(t), freedom);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squares(values: Float64Array, mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
