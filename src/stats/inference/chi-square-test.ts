import { InvalidArgumentError } from "../../core/index.js";
import { chiSquare } from "../distributions/distributions.js";

/** Pearson's chi-square test of counts against expected counts; undefined when fewer than two cells are expected to hold anything. */
export function chiSquareTest(
  observed: readonly number[],
  expected: readonly number[],
): { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number } | undefined {
  if (observed.length !== expected.length)
    throw new InvalidArgumentError("chi-square test", `${observed.length} expected counts`, expected.length);
  const cells = expected.filter((count) => count > 0).length;
  if (cells < 2) return undefined;
  let statistic = 0;
  observed.forEach((count, index) => {
    const mean = expected[index] as number;
    if (mean > 0) statistic += ((count - mean) * (count - mean)) / mean;
    // Something where nothing may be: no chance explains it.
    else if (count > 0) statistic = Number.POSITIVE_INFINITY;
  });
  return { statistic, degreesOfFreedom: cells - 1, pValue: chiSquare.upperTail(statistic, cells - 1) };
}
