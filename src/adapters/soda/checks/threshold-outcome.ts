import type { SodaComparison, SodaThreshold } from "../contracts/soda-contract.js";
import type { SodaCheckResult } from "./soda-result.js";

/** Whether a figure is what it must be. */
export function thresholdOutcome(
  value: number,
  { metric: _, unit: __, additional, ...threshold }: SodaThreshold,
  byDefault: SodaComparison | undefined,
): SodaCheckResult["outcome"] {
  const { level = "fail", ...stated } = threshold;
  const comparison = Object.keys(stated).length === 0 ? byDefault : stated;
  const levels = [
    { level, ...comparison },
    ...(additional === undefined ? [] : [{ level: "fail" as const, ...additional }]),
  ];
  const broken: string[] = [];
  for (const { level: of, ...one } of levels) {
    const holds = comparisonHolds(value, one);
    if (holds === undefined) return "NOT_EVALUATED";
    if (!holds) broken.push(of);
  }
  if (broken.includes("fail")) return "FAILED";
  return broken.length > 0 ? "WARN" : "PASSED";
}

/** Undefined where it is not one comparison. */
function comparisonHolds(value: number, comparison: SodaComparison): boolean | undefined {
  const [entry, ...others] = Object.entries(comparison);
  if (entry === undefined || others.length > 0) return undefined;
  const [kind, limit] = entry;
  if (typeof limit === "number") return comparisons[kind]?.(value, limit);
  if (typeof limit !== "object" || limit === null) return undefined;
  const { greater_than: above, greater_than_or_equal: least, less_than: below, less_than_or_equal: most } = limit;
  const [low, high] = [above ?? least, below ?? most];
  if (low === undefined || high === undefined || Object.keys(limit).length !== 2) return undefined;
  const [isAbove, isBelow] = [
    above === undefined ? value >= low : value > low,
    below === undefined ? value <= high : value < high,
  ];
  if (kind === "must_be_between") return low < high ? isAbove && isBelow : undefined;
  return low > high ? isAbove || isBelow : undefined;
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  must_be: (value, limit) => value === limit,
  must_not_be: (value, limit) => value !== limit,
  must_be_greater_than: (value, limit) => value > limit,
  must_be_greater_than_or_equal: (value, limit) => value >= limit,
  must_be_less_than: (value, limit) => value < limit,
  must_be_less_than_or_equal: (value, limit) => value <= limit,
};
