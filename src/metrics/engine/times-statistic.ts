import type { Random } from "../../core/index.js";
import type { ClusterRows } from "../../stats/house.js";
import type { Difference, JackknifeValues, PairedStatistic } from "./paired-statistic.js";
import type { Sample } from "./sample.js";
import { collect, valuesWithout } from "./values-without.js";

// A jackknife over more units than this leaves out groups of them: the acceleration it is for needs no more.
const mostJackknifed = 500;

/** The two models' samples, and one of a's rows followed by b's. */
interface Samples {
  readonly a: Sample;
  readonly b: Sample;
  both(): Sample;
}

/** The difference of any metric: rows are prepared once (sorted, for metrics that rank), and each value is of rows that count so many times. */
export function timesStatistic({ a, b, both }: Samples, differenceOf: Difference, units: ClusterRows): PairedStatistic {
  const { rows } = a;
  const times = new Uint8Array(rows);
  const single = units.clusters === rows;
  let pool: Sample | undefined;
  const [timesA, timesB] = [new Uint8Array(2 * rows), new Uint8Array(2 * rows)];
  /** With a's and b's outputs swapped where the flag is 1. */
  const swapped = (flagOf: (row: number) => number): number | undefined => {
    pool ??= both();
    for (let row = 0; row < rows; row++) {
      const flag = flagOf(row);
      timesA[row] = timesB[rows + row] = 1 - flag;
      timesB[row] = timesA[rows + row] = flag;
    }
    return differenceOf(pool.value(timesA), pool.value(timesB));
  };
  const flags = new Uint8Array(units.clusters);
  return {
    units: units.clusters,
    difference: differenceOf(a.value(), b.value()),
    resample(random) {
      times.fill(0);
      for (let drawn = 0; drawn < units.clusters; drawn++) {
        const unit = Math.floor(random() * units.clusters);
        if (single) times[unit] = (times[unit] as number) + 1;
        else
          for (let place = units.starts[unit] as number; place < (units.starts[unit + 1] as number); place++) {
            const row = units.rows[place] as number;
            times[row] = (times[row] as number) + 1;
          }
      }
      return differenceOf(a.value(times), b.value(times));
    },
    jackknife: () => jackknifeOf(a, b, differenceOf, units),
    swap(random) {
      drawFlags(random, flags);
      return swapped(single ? (row) => flags[row] as number : (row) => flags[units.codes[row] as number] as number);
    },
    swapped: (swap) => swapped((row) => swap[units.codes[row] as number] as number),
  };
}

function drawFlags(random: Random, flags: Uint8Array): void {
  for (let start = 0; start < flags.length; start += 32) {
    let bits = Math.floor(random() * 4_294_967_296);
    const end = Math.min(start + 32, flags.length);
    for (let unit = start; unit < end; unit++) {
      flags[unit] = bits & 1;
      bits >>>= 1;
    }
  }
}

function jackknifeOf(
  a: Sample,
  b: Sample,
  differenceOf: Difference,
  { clusters, codes }: ClusterRows,
): JackknifeValues | undefined {
  const quick = a.terms !== undefined || a.withoutEach !== undefined;
  const groups = quick ? clusters : Math.min(clusters, mostJackknifed);
  const groupOf = new Int32Array(clusters);
  for (let group = 0; group < groups; group++)
    groupOf.fill(group, Math.floor((group * clusters) / groups), Math.floor(((group + 1) * clusters) / groups));
  const grouped = codes.map((code) => groupOf[code] as number);
  const [ofA, ofB] = [valuesWithout(a, grouped, groups), valuesWithout(b, grouped, groups)];
  const values = ofA && ofB && collect(groups, (group) => differenceOf(ofA[group], ofB[group]));
  return values && { values };
}
