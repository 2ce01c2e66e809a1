import type { JsonObject } from "../../core/index.js";

/** Rows as columns of numbers, a number a row each; the last column is of weights where there are any. */
export interface PackedRows {
  readonly columns: readonly Float64Array[];
  /** What must be the same of all batches, e.g. the labels. */
  readonly facts: JsonObject;
}

export interface RowPacking<Rows> {
  pack(rows: Rows): PackedRows;
  unpack(rows: PackedRows): Rows;
}
