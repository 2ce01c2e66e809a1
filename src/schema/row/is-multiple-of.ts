/** Whether a value is a multiple of a step, forgiving the rounding of decimal fractions (0.3 of 0.1) by the same tolerance as zod. */
export function isMultipleOf(value: number, step: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}
