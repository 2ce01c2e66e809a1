import { countInBins } from "../../stats/house.js";
import { categoryCounts } from "./category-counts.js";
import type { Samples } from "./sample.js";
import { sturgesEdges } from "./sturges-edges.js";

export interface Shares {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

const mostValues = 20;

/** Shares of bins over both sides together where the reference has more than 20 different numbers, otherwise of values. */
export function binnedShares(samples: Samples): Shares {
  const share = (counts: readonly number[], rows: number) => counts.map((count) => count / rows);
  const { length: before } = samples.reference;
  const { length: now } = samples.current;
  if (samples.type === "category" || new Set(samples.reference).size <= mostValues) {
    const counts = categoryCounts(samples);
    return { reference: share(counts.reference, before), current: share(counts.current, now) };
  }
  const [reference, current] = samples.sorted;
  const edges = sturgesEdges(
    {
      minimum: Math.min(reference[0] as number, current[0] as number),
      maximum: Math.max(reference.at(-1) as number, current.at(-1) as number),
      count: before + now,
    },
    samples.whole,
  );
  return {
    reference: share(countInBins(reference, edges), before),
    current: share(countInBins(current, edges), now),
  };
}

/** The same with a little where nothing was: 0.0001, or a millionth of the smallest share where that is as small itself. */
export function filledShares(samples: Samples): Shares {
  const { reference, current } = binnedShares(samples);
  return { reference: filled(reference), current: filled(current) };
}

function filled(shares: readonly number[]): readonly number[] {
  const least = Math.min(...shares.filter((share) => share !== 0));
  const little = least <= 0.0001 ? least / 1e6 : 0.0001;
  return shares.map((share) => (share === 0 ? little : share));
}
