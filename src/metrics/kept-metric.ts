import type { Json, JsonObject } from "../core/index.js";
import { defineMetric, type MetricParts } from "./define-metric.js";
import type { Sample } from "./engine/sample.js";
import { KeptState } from "./kept-state.js";
import type { Metric, MetricInput } from "./metric.js";
import type { PackedRows, RowPacking } from "./rows/packed-rows.js";

export interface KeptParts<Target, Rows extends { readonly rows: number; readonly weights: Float64Array | undefined }>
  extends Pick<MetricParts<Target>, "name" | "better" | "range" | "tasks" | "params" | "test"> {
  readonly packing: RowPacking<Rows>;
  /** Whether the value of rows without weights is the same to the bit in any order; of others rows are sorted first. @default false */
  readonly anyOrder?: boolean;
  read(input: MetricInput): Rows;
  value(rows: Rows): number | undefined;
  /** Quicker ways to the values of a sample without weights. */
  readonly quick?: (rows: Rows) => Pick<Sample, "value" | "withoutEach" | "swapParts"> | undefined;
}

/** A metric that needs all rows at once, as those do that rank: its state keeps them. */
export function keptMetric<Target, Rows extends { readonly rows: number; readonly weights: Float64Array | undefined }>(
  parts: KeptParts<Target, Rows>,
): Metric<Target> {
  const { read, packing, value, anyOrder = false, quick, ...facts } = parts;
  const settled = (rows: Rows): number | undefined =>
    value(anyOrder && rows.weights === undefined ? rows : packing.unpack(sorted(packing.pack(rows))));
  return defineMetric<Target>({
    ...facts,
    state: (identity: JsonObject, json?: Json) =>
      new KeptState(
        identity,
        (...input) => packing.pack(read(input)),
        (rows) => settled(packing.unpack(rows)),
        json,
      ),
    value: (...input) => settled(read(input)),
    sample(...input) {
      const rows = read(input);
      return {
        rows: rows.rows,
        value: (times) => value(times === undefined ? rows : { ...rows, weights: timesWeights(times, rows.weights) }),
        ...(rows.weights === undefined && quick?.(rows)),
      };
    },
  });
}

function timesWeights(times: ArrayLike<number>, weights: Float64Array | undefined): Float64Array {
  return Float64Array.from(times, (often, row) => (weights === undefined ? often : often * (weights[row] as number)));
}

/** Rows by their first column, then by the next, so that sums over them round alike however they came. */
function sorted({ columns, facts }: PackedRows): PackedRows {
  const order = Uint32Array.from(columns[0] ?? [], (_, row) => row).sort((left, right) => {
    for (const column of columns) {
      const difference = (column[left] as number) - (column[right] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return { facts, columns: columns.map((column) => Float64Array.from(order, (row) => column[row] as number)) };
}
