import { type ClusterRows, clusterSums, drawMultinomial } from "../../stats/house.js";
import type { PairedStatistic } from "./paired-statistic.js";

const mostKinds = 64;

/** The mean of the rows' differences. Where rows have few different ones, how often each is drawn is drawn instead of rows. */
export function meanStatistic(differences: Float64Array, units: ClusterRows): PairedStatistic {
  const rows = differences.length;
  if (units.clusters < rows) return bySums(clusterSums(differences, units), sizesOf(units));
  const kinds = new Map<number, number>();
  for (const value of differences) {
    kinds.set(value, (kinds.get(value) ?? 0) + 1);
    if (kinds.size > mostKinds) return bySums(clusterSums(differences, units), sizesOf(units));
  }
  const [values, counts] = [Float64Array.from(kinds.keys()), Float64Array.from(kinds.values())];
  const mean = (times: Float64Array): number =>
    times.reduce((sum, count, kind) => sum + count * (values[kind] as number), 0);
  const drawn = new Float64Array(values.length);
  const total = mean(counts);
  return {
    ...bySums(differences, new Float64Array(rows).fill(1)),
    difference: rows === 0 ? undefined : total / rows,
    resample(random) {
      drawMultinomial(random, rows, counts, drawn);
      return mean(drawn) / rows;
    },
    jackknife: () => ({ values: values.map((value) => (total - value) / (rows - 1)), multiplicity: counts }),
  };
}

function bySums(sums: Float64Array, sizes: Float64Array): PairedStatistic {
  const units = sums.length;
  const total = sums.reduce((sum, value) => sum + value, 0);
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  return {
    units,
    difference: rows === 0 ? undefined : total / rows,
    resample(random) {
      let [sum, size] = [0, 0];
      for (let drawn = 0; drawn < units; drawn++) {
        const unit = Math.floor(random() * units);
        sum += sums[unit] as number;
        size += sizes[unit] as number;
      }
      return sum / size;
    },
    jackknife: () => ({ values: sums.map((sum, unit) => (total - sum) / (rows - (sizes[unit] as number))) }),
    swap: (random) => sums.reduce((sum, value) => sum + (random() < 0.5 ? value : -value), 0) / rows,
    swapped: (flags) => sums.reduce((sum, value, unit) => sum + (flags[unit] === 1 ? -value : value), 0) / rows,
  };
}

function sizesOf({ clusters, starts }: ClusterRows): Float64Array {
  return Float64Array.from({ length: clusters }, (_, unit) => (starts[unit + 1] as number) - (starts[unit] as number));
}
