import type { ClassLabel } from "./classification/class-label.js";
import type { Metric } from "./metric.js";

/**
 * A metric that only depends on how many rows fall into each of a few cells, e.g. true positives: resampling then draws
 * these counts instead of rows, which is the same distribution and a hundred times quicker.
 */
export interface CellMetric<in Target> extends Metric<Target> {
  /** Each row's cell, from 0 up. */
  cells(outputs: Float64Array, targets: Float64Array, labels?: readonly ClassLabel[]): Int32Array;
  /** How many cells there are. */
  cellCount(labels?: readonly ClassLabel[]): number;
  /** The metric of so many rows in each cell. */
  ofCells(counts: Float64Array, labels?: readonly ClassLabel[]): number | undefined;
}

export function isCellMetric<Target>(metric: Metric<Target>): metric is CellMetric<Target> {
  return "ofCells" in metric && "cells" in metric && "cellCount" in metric;
}

/** A metric from the cell of a row and the value of counts. */
export function cellMetric<Target>(
  name: string,
  better: "higher" | "lower",
  cellCount: number,
  cellOf: (output: number, target: number) => number,
  ofCells: (counts: Float64Array) => number | undefined,
): CellMetric<Target> {
  const cells = (outputs: Float64Array, targets: Float64Array): Int32Array => {
    const found = new Int32Array(outputs.length);
    for (let row = 0; row < found.length; row++) found[row] = cellOf(outputs[row] as number, targets[row] as number);
    return found;
  };
  const count = (found: Int32Array, codes?: Int32Array, clusters = 1): Float64Array => {
    const counts = new Float64Array(clusters * cellCount);
    found.forEach((cell, row) => {
      const place = (codes === undefined ? 0 : (codes[row] as number)) * cellCount + cell;
      counts[place] = (counts[place] as number) + 1;
    });
    return counts;
  };
  return {
    name,
    better,
    cells,
    cellCount: () => cellCount,
    ofCells,
    compute: (outputs, targets) => ofCells(count(cells(outputs, targets))),
    withoutClusters(outputs, targets, codes, clusters) {
      const found = cells(outputs, targets);
      const [all, parts] = [count(found), count(found, codes, clusters)];
      const values = new Float64Array(clusters);
      for (let cluster = 0; cluster < clusters; cluster++) {
        const value = ofCells(all.map((total, cell) => total - (parts[cluster * cellCount + cell] as number)));
        if (value === undefined) return undefined;
        values[cluster] = value;
      }
      return values;
    },
  };
}
