import { countInBins, cumulativeDistance } from "../../../stats/house.js";
import { binnedShares, filledShares } from "../binned-shares.js";
import { categoryCounts } from "../category-counts.js";
import type { NumberSamples, Samples } from "../sample.js";
import { sturgesEdges } from "../sturges-edges.js";

/** The 1-Wasserstein distance in standard deviations of the reference, of which there are at least 0.001. */
export function wasserstein({ reference, sorted }: NumberSamples): number {
  const mean = sum(reference) / reference.length;
  const deviation = Math.sqrt(sum(reference.map((value) => (value - mean) ** 2)) / reference.length);
  return cumulativeDistance(...sorted, 1) / Math.max(deviation, 0.001);
}

/** The energy distance, in the root of the column's unit. */
export function energyDistance({ sorted }: NumberSamples): number {
  return Math.sqrt(2 * cumulativeDistance(...sorted, 2));
}

/** The Jensen–Shannon distance in nats: the root of the divergence. */
export function jensenShannon(samples: Samples): number {
  const { reference, current } = binnedShares(samples);
  const [p, q] = [normalized(reference), normalized(current)];
  const half = sum(p.map((share, bin) => relative(share, (share + (q[bin] ?? 0)) / 2)));
  const other = sum(q.map((share, bin) => relative(share, (share + (p[bin] ?? 0)) / 2)));
  return Math.sqrt(Math.max(0, half + other) / 2);
}

/** The Kullback–Leibler divergence of the current shares from the reference's, in nats. */
export function kullbackLeibler(samples: Samples): number {
  const { reference, current } = filledShares(samples);
  const [p, q] = [normalized(reference), normalized(current)];
  return sum(p.map((share, bin) => relative(share, q[bin] ?? 0)));
}

/** The population stability index. */
export function stabilityIndex(samples: Samples): number {
  const { reference, current } = filledShares(samples);
  return sum(reference.map((share, bin) => (share - (current[bin] ?? 0)) * Math.log(share / (current[bin] ?? 0))));
}

/** The Hellinger distance; numbers are put into bins by the count of different ones. */
export function hellinger(samples: Samples): number {
  const overlap = samples.type === "category" ? sharedCategories(samples) : sharedBins(samples);
  return Math.sqrt(1 - Math.min(1, Math.max(0, overlap)));
}

function sharedCategories(samples: Samples): number {
  const { reference, current } = categoryCounts(samples);
  const rows = samples.reference.length * samples.current.length;
  return sum(reference.map((count, at) => Math.sqrt((count * (current[at] ?? 0)) / rows)));
}

function sharedBins({ sorted: [reference, current], whole }: NumberSamples): number {
  const minimum = Math.min(reference[0] as number, current[0] as number);
  const maximum = Math.max(reference.at(-1) as number, current.at(-1) as number);
  const edges = sturgesEdges({ minimum, maximum, count: new Set([...reference, ...current]).size }, whole);
  const now = countInBins(current, edges);
  const rows = reference.length * current.length;
  return sum(countInBins(reference, edges).map((count, bin) => Math.sqrt((count * (now[bin] ?? 0)) / rows)));
}

function normalized(shares: readonly number[]): readonly number[] {
  const total = sum(shares);
  return shares.map((share) => share / total);
}

function relative(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log(p / q);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
