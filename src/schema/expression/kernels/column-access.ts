import { InvalidArgumentError } from "../../../core/index.js";
import type {
  Batch,
  BooleanColumnData,
  ColumnData,
  NumberColumnData,
  TextColumnData,
  TimeColumnData,
} from "../../columns/column.js";

/** Computes a column from a batch. */
export type ColumnFunction = (batch: Batch) => ColumnData;

/** A column as numbers; times are milliseconds. */
export function numericOf(column: ColumnData): NumberColumnData | TimeColumnData {
  if (column.type === "number" || column.type === "integer" || column.type === "time") return column;
  throw new InvalidArgumentError("expression", "a number or time column", column.type, `a ${column.type} column`);
}

export function booleanOf(column: ColumnData): BooleanColumnData {
  if (column.type === "boolean") return column;
  throw new InvalidArgumentError("expression", "a yes/no column", column.type, `a ${column.type} column`);
}

export function textOf(column: ColumnData): TextColumnData {
  if (column.type === "text") return column;
  throw new InvalidArgumentError("expression", "a text column", column.type, `a ${column.type} column`);
}

/** A column of numbers, integers or times. */
export function numericColumn(
  type: "number" | "integer" | "time",
  values: Float64Array,
  validity: Uint8Array | undefined,
): NumberColumnData | TimeColumnData {
  const length = values.length;
  return validity === undefined ? { type, length, values } : { type, length, values, validity };
}

/** A column of 0 and 1. */
export function booleanColumn(values: Uint8Array, validity: Uint8Array | undefined): BooleanColumnData {
  const length = values.length;
  return validity === undefined ? { type: "boolean", length, values } : { type: "boolean", length, values, validity };
}

/** A column of words. */
export function textColumn(
  codes: Int32Array,
  dictionary: readonly string[],
  validity: Uint8Array | undefined,
): TextColumnData {
  const length = codes.length;
  return validity === undefined
    ? { type: "text", length, codes, dictionary }
    : { type: "text", length, codes, dictionary, validity };
}

/** The bitmap of rows present in both columns, byte by byte: bitmaps always begin at row 0. */
export function bothPresent(left: ColumnData, right: ColumnData): Uint8Array | undefined {
  if (left.validity === undefined) return right.validity;
  if (right.validity === undefined) return left.validity;
  const bits = new Uint8Array((left.length + 7) >> 3);
  for (let index = 0; index < bits.length; index++)
    bits[index] = (left.validity[index] as number) & (right.validity[index] as number);
  return bits;
}
