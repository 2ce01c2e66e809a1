import { deepStrictEqual } from "node:assert/strict";

/** Whether two things are the same: whole numbers exactly, others to 1e-9 of their size. @throws {AssertionError} they are not. */
export function sameNumbers(got: unknown, expected: unknown): void {
  deepStrictEqual(alike(got, expected), expected);
}

/** What was got, with the expected number where it is near enough. */
function alike(got: unknown, expected: unknown): unknown {
  if (typeof got === "number" && typeof expected === "number") {
    const counts = Number.isSafeInteger(got) && Number.isSafeInteger(expected);
    return !counts && Math.abs(got - expected) <= 1e-9 * Math.abs(expected) ? expected : got;
  }
  if (Array.isArray(got) && Array.isArray(expected)) return got.map((one, at) => alike(one, expected[at]));
  if (typeof got !== "object" || got === null || typeof expected !== "object" || expected === null) return got;
  return Object.fromEntries(Object.entries(got).map(([name, one]) => [name, alike(one, Reflect.get(expected, name))]));
}
