/**
 * What a column holds. `integer` is a whole number within ±(2^53 − 1); `time` is milliseconds since 1970-01-01T00:00:00Z;
 * `other` is anything that has no columnar form (nested JSON, bigint).
 */
export type ValueType = "number" | "integer" | "boolean" | "text" | "time" | "other";

interface ColumnBase {
  readonly length: number;
  /** One bit a row, least significant bit first, 1 for present; absent when nothing is missing. Always aligned to row 0. */
  readonly validity?: Uint8Array;
}

/** Numbers and integers; the value under a missing bit is unspecified. */
export interface NumberColumnData extends ColumnBase {
  readonly type: "number" | "integer";
  readonly values: Float64Array;
}
export interface TimeColumnData extends ColumnBase {
  readonly type: "time";
  readonly values: Float64Array;
}
/** 0 or 1 a row. */
export interface BooleanColumnData extends ColumnBase {
  readonly type: "boolean";
  readonly values: Uint8Array;
}
/** Dictionary-encoded text: `dictionary[codes[row]]`. The dictionary may hold unused and (across batches) differently ordered words. */
export interface TextColumnData extends ColumnBase {
  readonly type: "text";
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}
export interface OtherColumnData extends ColumnBase {
  readonly type: "other";
  readonly values: readonly unknown[];
}

/** A column of one batch as raw typed arrays, without Arrow. */
export type ColumnData = NumberColumnData | TimeColumnData | BooleanColumnData | TextColumnData | OtherColumnData;

/** A piece of a table: columns of equal length, by name. */
export interface Batch {
  readonly length: number;
  readonly columns: { readonly [name: string]: ColumnData };
}
