import { chiSquare } from "../stats/house.js";

/** How far two distributions over the same bins are apart, and how far chance alone would put them. */
export interface PopulationStability {
  /** Population stability index: Σ (p − q) ln(p/q), counts smoothed by half a row a bin. */
  readonly index: number;
  /** Its expected value without any drift: (bins − 1)(1/n + 1/m). */
  readonly noiseFloor: number;
  /** The chance of an index this large without drift, rows being independent: index / (1/n + 1/m) is then about chi-square with bins − 1 degrees of freedom. */
  readonly pValue: number;
}

/** Undefined when a side has no rows or there are fewer than two bins. */
export function populationStability(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): PopulationStability | undefined {
  const bins = Math.max(reference.length, current.length);
  const [n, m] = [sum(reference), sum(current)];
  if (n === 0 || m === 0 || bins < 2) return undefined;
  // Bins that are empty on both sides say nothing.
  const used: number[] = [];
  for (let bin = 0; bin < bins; bin++) if ((reference[bin] ?? 0) + (current[bin] ?? 0) > 0) used.push(bin);
  let index = 0;
  for (const bin of used) {
    const p = ((reference[bin] ?? 0) + 0.5) / (n + used.length / 2);
    const q = ((current[bin] ?? 0) + 0.5) / (m + used.length / 2);
    index += (p - q) * Math.log(p / q);
  }
  if (used.length < 2) return { index: 0, noiseFloor: 0, pValue: 1 };
  const spread = 1 / n + 1 / m;
  return {
    index,
    noiseFloor: (used.length - 1) * spread,
    pValue: chiSquare.upperTail(index / spread, used.length - 1),
  };
}

function sum(counts: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < counts.length; index++) total += counts[index] as number;
  return total;
}
