import { chiSquare, chiSquareTest } from "../stats/house.js";
import { type PopulationStability, populationStability } from "./population-stability.js";

/** How far apart two distributions over the same bins are. */
export interface CountsDistance {
  readonly populationStability: PopulationStability;
  /** Square root of the Jensen–Shannon divergence with logarithms to base 2, from 0 to 1 (scipy's jensenshannon with base=2). */
  readonly jensenShannon: number;
  /** The largest difference of shares (TensorFlow Data Validation's L-infinity). */
  readonly lInfinity: number;
  /** Pearson's test that both come from one distribution (scipy's chi2_contingency without correction); undefined when only one bin is used. */
  readonly chiSquare: ReturnType<typeof chiSquareTest>;
}

/** Undefined when a side has no rows or there are fewer than two bins. */
export function compareCounts(reference: readonly number[], current: readonly number[]): CountsDistance | undefined {
  const stability = populationStability(reference, current);
  if (stability === undefined) return undefined;
  const bins = Array.from({ length: Math.max(reference.length, current.length) }, (_, bin) => bin);
  const [n, m] = [reference, current].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [
    number,
    number,
  ];
  let [divergence, largest] = [0, 0];
  const [observed, expected]: [number[], number[]] = [[], []];
  for (const bin of bins) {
    const [a, b] = [reference[bin] ?? 0, current[bin] ?? 0];
    const [p, q] = [a / n, b / m];
    const middle = (p + q) / 2;
    if (p > 0) divergence += (p * Math.log2(p / middle)) / 2;
    if (q > 0) divergence += (q * Math.log2(q / middle)) / 2;
    largest = Math.max(largest, Math.abs(p - q));
    const share = (a + b) / (n + m);
    observed.push(a, b);
    expected.push(share * n, share * m);
  }
  return {
    populationStability: stability,
    // Rounding may leave a little less than nothing.
    jensenShannon: Math.sqrt(Math.max(0, divergence)),
    lInfinity: largest,
    chiSquare: contingency(observed, expected),
  };
}

/** Cells of two rows have as many degrees of freedom as bins less one. */
function contingency(observed: readonly number[], expected: readonly number[]): CountsDistance["chiSquare"] {
  const cells = chiSquareTest(observed, expected);
  const used = expected.filter((count) => count > 0).length / 2;
  if (cells === undefined || used < 2) return undefined;
  const { statistic } = cells;
  const degreesOfFreedom = used - 1;
  return { statistic, degreesOfFreedom, pValue: chiSquare.upperTail(statistic, degreesOfFreedom) };
}
