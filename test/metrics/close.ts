import { expect } from "vitest";

/** Equal within 1e-12 of the larger of 1 and the reference; null is undefined. */
export function expectClose(actual: number | undefined, expected: number | null | undefined, what = ""): void {
  if (expected === null || expected === undefined) return void expect(actual, what).toBeUndefined();
  expect(actual, what).toBeTypeOf("number");
  const distance = Math.abs((actual ?? Number.NaN) - expected);
  expect(distance, `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}
