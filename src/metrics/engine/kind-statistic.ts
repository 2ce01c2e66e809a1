import { type ClusterRows, drawBinomial, drawMultinomial } from "../../stats/house.js";
import type { Difference, PairedStatistic } from "./paired-statistic.js";
import type { SampleKinds } from "./sample.js";

/**
 * The difference of a metric of counts. Rows that are alike under a and alike under b are of one kind: single rows are drawn by drawing how
 * many of each kind come up, which is multinomial, and clusters by adding their counts of kinds.
 *
 * @param of The kinds of a's rows, then of b's.
 */
export function kindStatistic(of: SampleKinds, differenceOf: Difference, units: ClusterRows): PairedStatistic {
  const table = pairsOf(of, units);
  const { kinds, cellA, cellB, all, parts } = table;
  const [countsA, countsB] = [new Float64Array(of.count), new Float64Array(of.count)];
  /** With `moved[kind]` rows of a kind swapped between the models. */
  const difference = (counts: Float64Array, moved?: Float64Array): number | undefined => {
    countsA.fill(0);
    countsB.fill(0);
    for (let kind = 0; kind < kinds; kind++) {
      const [mine, theirs] = [cellA[kind] as number, cellB[kind] as number];
      const swapped = moved === undefined ? 0 : (moved[kind] as number);
      const kept = (counts[kind] as number) - swapped;
      countsA[mine] = (countsA[mine] as number) + kept;
      countsB[theirs] = (countsB[theirs] as number) + kept;
      countsA[theirs] = (countsA[theirs] as number) + swapped;
      countsB[mine] = (countsB[mine] as number) + swapped;
    }
    return differenceOf(of.value(countsA), of.value(countsB));
  };
  const single = parts === undefined;
  const counts = new Float64Array(kinds);
  /** Adds up the units' counts, each so many times. */
  const add = (unit: number): void => {
    if (parts === undefined)
      counts[table.kindOf[unit] as number] = (counts[table.kindOf[unit] as number] as number) + 1;
    else
      for (let kind = 0; kind < kinds; kind++)
        counts[kind] = (counts[kind] as number) + (parts[unit * kinds + kind] as number);
  };
  return {
    units: units.clusters,
    difference: difference(all),
    resample(random) {
      if (single) drawMultinomial(random, units.rows.length, all, counts);
      else {
        counts.fill(0);
        for (let drawn = 0; drawn < units.clusters; drawn++) add(Math.floor(random() * units.clusters));
      }
      return difference(counts);
    },
    jackknife() {
      const length = single ? kinds : units.clusters;
      const values = new Float64Array(length);
      for (let left = 0; left < length; left++) {
        counts.fill(0);
        if (single) counts[left] = 1;
        else add(left);
        const value = difference(all.map((count, kind) => count - (counts[kind] as number)));
        if (value === undefined) return undefined;
        values[left] = value;
      }
      return single ? { values, multiplicity: all } : { values };
    },
    swap(random) {
      counts.fill(0);
      // Each row is swapped with chance ½, so of a kind's rows a binomial number is.
      if (single)
        for (let kind = 0; kind < kinds; kind++) counts[kind] = drawBinomial(random, all[kind] as number, 0.5);
      else for (let unit = 0; unit < units.clusters; unit++) if (random() < 0.5) add(unit);
      return difference(all, counts);
    },
    swapped(flags) {
      counts.fill(0);
      flags.forEach((flag, unit) => {
        if (flag === 1) add(unit);
      });
      return difference(all, counts);
    },
  };
}

interface KindTable {
  readonly kinds: number;
  /** Each kind's cell under a, and under b. */
  readonly cellA: Int32Array;
  readonly cellB: Int32Array;
  readonly kindOf: Int32Array;
  /** Rows of each kind. */
  readonly all: Float64Array;
  /** Rows of each kind in each cluster, cluster by cluster; left out where every row is its own. */
  readonly parts: Float64Array | undefined;
}

/** Pairs of kinds are numbered as they first occur, so that swapping a and b numbers them alike. */
function pairsOf({ count, of }: SampleKinds, units: ClusterRows): KindTable {
  const rows = of.length / 2;
  const seen = new Map<number, number>();
  const kindOf = Int32Array.from({ length: rows }, (_, row) => {
    const key = (of[row] as number) * count + (of[rows + row] as number);
    const kind = seen.get(key) ?? seen.size;
    if (kind === seen.size) seen.set(key, kind);
    return kind;
  });
  const keys = [...seen.keys()];
  const all = new Float64Array(keys.length);
  const parts = units.clusters < rows ? new Float64Array(keys.length * units.clusters) : undefined;
  kindOf.forEach((kind, row) => {
    all[kind] = (all[kind] as number) + 1;
    if (parts === undefined) return;
    const place = (units.codes[row] as number) * keys.length + kind;
    parts[place] = (parts[place] as number) + 1;
  });
  return {
    kinds: keys.length,
    cellA: Int32Array.from(keys, (key) => Math.floor(key / count)),
    cellB: Int32Array.from(keys, (key) => key % count),
    kindOf,
    all,
    parts,
  };
}
