import type { ExpectationResult } from "golden-pipeline/adapters/great-expectations";
import type { Case, Members } from "./case.js";

/** What of a result is not as a case expects, in words. */
export function compareResult(result: ExpectationResult, one: Case): readonly string[] {
  const found: string[] = [];
  const raised = result.exception_info.exception_traceback;
  const message = one.error ?? (one.expected.traceback_substring as string | undefined);
  if (message !== undefined)
    return raised?.includes(message) ? [] : [`expected the error ${message}, got ${raised ?? "none"}`];
  if (raised !== null) return [`raised ${raised}`];
  const same = (name: string, expected: unknown, got: unknown): void => {
    if (!equal(expected, got, one.tolerance))
      found.push(`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  };
  const { success, result: whole, ...parts } = one.expected;
  if (success !== undefined) same("success", success, result.success);
  if (one.exact) {
    for (const [name, value] of Object.entries((whole ?? {}) as Members))
      if (name in result.result) same(name, value, result.result[name]);
    return found;
  }
  for (const [name, value] of Object.entries(parts)) {
    const place = /^observed_cdf_x_(-?\d)_(eq|gt)$/.exec(name);
    if (place !== null) {
      const x =
        (((result.result.details as Members).observed_cdf as Members).x as readonly number[]).at(Number(place[1])) ?? 0;
      if (place[2] === "gt" ? !(x > Number(value)) : x !== value) found.push(`${name}: got ${x}`);
    } else if (name === "observed_value_list") {
      if (!(value as readonly unknown[]).includes(result.result.observed_value))
        found.push(`${name}: got ${String(result.result.observed_value)}`);
    } else if (name === "details")
      for (const [part, detail] of Object.entries(value as Members))
        same(part, detail, (result.result.details as Members)[part]);
    else
      same(name, value, name in result.result ? result.result[name] : ((result.result.details ?? {}) as Members)[name]);
  }
  return found;
}

/** Equal as JSON, numbers within a tolerance or what is lost in the last digits; a time in either of its two spellings. */
export function equal(left: unknown, right: unknown, tolerance: number): boolean {
  if (typeof left === "number" && typeof right === "number")
    return left === right || Math.abs(left - right) <= Math.max(tolerance, 1e-12 * Math.max(1, Math.abs(left)));
  if (typeof left === "string" && typeof right === "string") return left === right || left.replace(" ", "T") === right;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return left === right || (left ?? null) === (right ?? null);
  const [from, to] = [Object.entries(left), right as Members];
  return (
    from.length === Object.keys(right).length &&
    from.every(([name, value]) => name in to && equal(value, to[name], tolerance))
  );
}
