import type { ColumnCheck } from "./contract.js";

/** The shortest and the longest text that all checks of a column let pass: 0 and infinite where there is no limit. */
export function tightestLengths(checks: readonly ColumnCheck[]): { readonly least: number; readonly most: number } {
  const lengths = checks.flatMap((check) => (check.check === "length" ? [check] : []));
  return {
    least: Math.max(0, ...lengths.map(({ minimum = 0 }) => minimum)),
    most: Math.min(...lengths.map(({ maximum = Number.POSITIVE_INFINITY }) => maximum)),
  };
}
