import type { CellMetric } from "../../metrics/index.js";
import { type ClusterRows, drawBinomial, drawMultinomial } from "../../stats/house.js";
import type { PairedRows } from "./align-predictions.js";
import { orientation, type PairedStatistic } from "./paired-statistic.js";

/**
 * The difference of a metric of counts. Rows of one kind, the same cell under a and the same under b, are alike: single rows are drawn by
 * drawing how many of each kind come up, which is multinomial, and clusters by adding their counts of kinds.
 */
export function cellStatistic(metric: CellMetric<never>, rows: PairedRows, units: ClusterRows): PairedStatistic {
  const table = kindsOf(metric, rows, units);
  const { kinds, cellA, cellB, all, parts } = table;
  const cellCount = metric.cellCount(rows.labels);
  const [countsA, countsB] = [new Float64Array(cellCount), new Float64Array(cellCount)];
  const sign = orientation(metric);
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
    const [a, b] = [metric.ofCells(countsA, rows.labels), metric.ofCells(countsB, rows.labels)];
    return a === undefined || b === undefined ? undefined : sign * (a - b);
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

/** Kinds are numbered as they first occur, so that swapping a and b numbers them alike. */
function kindsOf(metric: CellMetric<never>, { a, b, targets, labels }: PairedRows, units: ClusterRows): KindTable {
  const [ofA, ofB] = [metric.cells(a, targets, labels), metric.cells(b, targets, labels)];
  const cellCount = metric.cellCount(labels);
  const seen = new Map<number, number>();
  const kindOf = ofA.map((cell, row) => {
    const key = cell * cellCount + (ofB[row] as number);
    const kind = seen.get(key) ?? seen.size;
    if (kind === seen.size) seen.set(key, kind);
    return kind;
  });
  const keys = [...seen.keys()];
  const all = new Float64Array(keys.length);
  const parts = units.clusters < kindOf.length ? new Float64Array(keys.length * units.clusters) : undefined;
  kindOf.forEach((kind, row) => {
    all[kind] = (all[kind] as number) + 1;
    if (parts === undefined) return;
    const place = (units.codes[row] as number) * keys.length + kind;
    parts[place] = (parts[place] as number) + 1;
  });
  return {
    kinds: keys.length,
    cellA: Int32Array.from(keys, (key) => Math.floor(key / cellCount)),
    cellB: Int32Array.from(keys, (key) => key % cellCount),
    kindOf,
    all,
    parts,
  };
}
