import { pick } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { type ClusterRows, UnitRows } from "../../stats/house.js";
import type { PairedRows } from "./align-predictions.js";
import { type JackknifeValues, orientation, type PairedStatistic } from "./paired-statistic.js";

// A jackknife over more units than this leaves out groups of them: the acceleration it is for needs no more.
const mostJackknifed = 500;

/** The difference of any metric, computed anew from the rows that were drawn. */
export function gatheredStatistic(metric: Metric<never>, rows: PairedRows, units: ClusterRows): PairedStatistic {
  const { a, b, targets, labels } = rows;
  const sign = orientation(metric);
  const unitRows = new UnitRows(units);
  const of = (mine: Float64Array, theirs: Float64Array, truth: Float64Array): number | undefined => {
    const [ofA, ofB] = [metric.compute(mine, truth, labels), metric.compute(theirs, truth, labels)];
    return ofA === undefined || ofB === undefined ? undefined : sign * (ofA - ofB);
  };
  const ofRows = (kept: Uint32Array): number | undefined => of(pick(a, kept), pick(b, kept), pick(targets, kept));
  const flags = new Uint8Array(units.clusters);
  const swapped = (swap: Uint8Array): number | undefined => {
    const isSwapped = (row: number): boolean => swap[units.codes[row] as number] === 1;
    return of(
      a.map((output, row) => (isSwapped(row) ? (b[row] as number) : output)),
      b.map((output, row) => (isSwapped(row) ? (a[row] as number) : output)),
      targets,
    );
  };
  return {
    units: units.clusters,
    difference: of(a, b, targets),
    resample: (random) => ofRows(unitRows.draw(random)),
    jackknife: () => quickJackknife(metric, rows, units) ?? jackknifeOf(units, unitRows, ofRows),
    swap(random) {
      for (let unit = 0; unit < flags.length; unit++) flags[unit] = random() < 0.5 ? 1 : 0;
      return swapped(flags);
    },
    swapped,
  };
}

function quickJackknife(
  metric: Metric<never>,
  { a, b, targets, labels }: PairedRows,
  { codes, clusters }: ClusterRows,
): JackknifeValues | undefined {
  const ofA = metric.withoutClusters?.(a, targets, codes, clusters, labels);
  const ofB = ofA && metric.withoutClusters?.(b, targets, codes, clusters, labels);
  const sign = orientation(metric);
  return ofA && ofB && { values: ofA.map((value, unit) => sign * (value - (ofB[unit] as number))) };
}

function jackknifeOf(
  units: ClusterRows,
  unitRows: UnitRows,
  ofRows: (rows: Uint32Array) => number | undefined,
): JackknifeValues | undefined {
  const groups = Math.min(units.clusters, mostJackknifed);
  const values = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const [from, to] = [group, group + 1].map((edge) => Math.floor((edge * units.clusters) / groups)) as [
      number,
      number,
    ];
    const value = ofRows(unitRows.without(from, to));
    if (value === undefined) return undefined;
    values[group] = value;
  }
  return { values };
}
