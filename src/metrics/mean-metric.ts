import type { Task } from "../model/index.js";
import { defineMetric, type MetricParts } from "./define-metric.js";
import type { Sample } from "./engine/sample.js";
import type { Metric, MetricInput } from "./metric.js";
import { known } from "./rows/inputs.js";
import { Sums, SumsState } from "./sums-state.js";

export interface MeanParts<Target, Rows>
  extends Pick<MetricParts<Target>, "name" | "better" | "range" | "params" | "decides"> {
  readonly tasks: readonly Task[];
  read(input: MetricInput): Rows;
  /** For each mean that the metric is made of, each row's part. @throws {InvalidArgumentError} a row can have none. */
  values(rows: Rows): readonly RowParts[];
  /** Whether a part may be NaN, which leaves its row out. @default false */
  readonly leavesOut?: boolean;
  /** A quicker way for a call on many rows, to 13 digits; undefined where it does not serve. */
  quick?(rows: Rows): number | undefined;
  /** @default the one mean */
  readonly finish?: (means: Float64Array) => number | undefined;
}

/** Writes the parts of the rows from `start` on, as many as there is room for. */
export type RowParts = (into: Float64Array, start: number) => void;

/** Row by row. */
export function eachRow(partOf: (row: number) => number): RowParts {
  return (into, start) => {
    for (let index = 0; index < into.length; index++) into[index] = partOf(start + index);
  };
}

interface ReadRows {
  readonly rows: number;
  readonly weights: Float64Array | undefined;
  readonly firstRows?: Int32Array | undefined;
}

/** A metric that is the weighted mean of a value per row, or a function of several such means. Its sums are exact. */
export function meanMetric<Target, Rows extends ReadRows>(parts: MeanParts<Target, Rows>): Metric<Target> {
  const { read, values, finish, leavesOut = false, quick, ...facts } = parts;
  const finished = finish ?? ((means: Float64Array) => means[0]);
  const countRows = (sums: Sums, rows: Rows): void => {
    values(rows).forEach((fill, index) => {
      countColumn(sums, index === 0 ? "" : ` ${index}`, fill, rows, leavesOut);
    });
  };
  const count = (sums: Sums, ...input: MetricInput): void => countRows(sums, read(input));
  const value = (sums: Sums): number | undefined => {
    const means: number[] = [];
    for (let name = ""; sums.value(`weight${name}`) > 0; name = ` ${means.length}`)
      means.push(sums.value(`value${name}`) / sums.value(`weight${name}`));
    return means.length === 0 ? undefined : orNothing(finished(Float64Array.from(means)));
  };
  return defineMetric<Target>({
    ...facts,
    state: (identity, json) => new SumsState(identity, count, value, json),
    value(...input) {
      const rows = read(input);
      const quickly = rows.rows > manyRows ? quick?.(rows) : undefined;
      if (quickly !== undefined) return quickly;
      const sums = new Sums();
      countRows(sums, rows);
      return value(sums);
    },
    sample(...input) {
      const rows = read(input);
      const columns = values(rows).map((fill) => {
        const column = new Float64Array(rows.rows);
        fill(column, 0);
        return column;
      });
      return sampleOf(columns, rows, finish, leavesOut);
    },
  });
}

const manyRows = 4096;
// Parts are summed block by block, so that they need no room of their own.
const blockRows = manyRows;

function countColumn(sums: Sums, name: string, fill: RowParts, { rows, weights }: ReadRows, leavesOut: boolean): void {
  const block = new Float64Array(Math.min(blockRows, rows));
  for (let start = 0; start < rows; start += blockRows) {
    const parts = block.subarray(0, Math.min(blockRows, rows - start));
    fill(parts, start);
    const weight = weightsOf(parts, weights?.subarray(start, start + parts.length), leavesOut);
    sums.addMany(`value${name}`, weight === undefined ? parts : weighted(parts, weight));
    if (weight !== undefined) sums.addMany(`weight${name}`, weight);
    else sums.add(`weight${name}`, parts.length);
  }
}

/** 0 for rows that are left out; undefined where every row counts once. */
function weightsOf(
  column: Float64Array,
  weights: Float64Array | undefined,
  leavesOut: boolean,
): Float64Array | undefined {
  if (!leavesOut || !column.some(Number.isNaN)) return weights;
  return column.map((value, row) => (Number.isNaN(value) ? 0 : (weights?.[row] ?? 1)));
}

function weighted(column: Float64Array, weights: Float64Array): Float64Array {
  return column.map((value, row) => (weights[row] === 0 ? 0 : value * (weights[row] as number)));
}

function orNothing(value: number | undefined): number | undefined {
  return value === undefined ? undefined : known(value);
}

function sampleOf(
  columns: readonly Float64Array[],
  { rows, weights, firstRows }: ReadRows,
  finish: ((means: Float64Array) => number | undefined) | undefined,
  leavesOut: boolean,
): Sample {
  const [first = new Float64Array(0)] = columns;
  const length = firstRows?.length ?? first.length;
  const width = columns.length;
  const weight = weightsOf(first, weights, leavesOut);
  const values = new Float64Array(length * width);
  columns.forEach((column, index) => {
    (weight === undefined ? column : weighted(column, weight)).forEach((value, row) => {
      values[row * width + index] = value;
    });
  });
  const finished = finish ?? ((means: Float64Array) => means[0]);
  return {
    rows: columns.length === 0 ? rows : length,
    ...(firstRows && { firstRows }),
    ...(weight === undefined && finish === undefined && width === 1 && { rowValues: first }),
    terms: { width, values, weights: weight, finish: (means) => orNothing(finished(means)) },
    value(times) {
      const means = new Float64Array(width);
      let total = 0;
      for (let row = 0; row < length; row++) {
        const often = times === undefined ? 1 : (times[row] as number);
        total += often * (weight === undefined ? 1 : (weight[row] as number));
        for (let index = 0; index < width; index++)
          means[index] = (means[index] as number) + often * (values[row * width + index] as number);
      }
      return total > 0 ? orNothing(finished(means.map((sum) => sum / total))) : undefined;
    },
  };
}
