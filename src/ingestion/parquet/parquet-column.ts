import { presence, valuesColumn } from "../../ports/house.js";
import type { ColumnData } from "../../schema/index.js";

/** What hyparquet gives for a column of a row group. */
export type Decoded = ArrayLike<unknown>;

/** How the file declares a column. */
export type ParquetKind = "time" | "integer" | "number" | "boolean" | "text" | "other";

/**
 * A Parquet column as typed arrays. 64-bit integers become numbers when all of the batch are within ±(2^53 − 1), otherwise the column is
 * `other` and keeps every bigint. Times come in as milliseconds; finer parts are cut (rounded down).
 */
export function parquetColumn(values: Decoded, kind: ParquetKind): ColumnData {
  const { length } = values;
  if (kind === "time" || kind === "integer" || kind === "number") {
    const numbers = toNumbers(values);
    if (numbers === undefined) return valuesColumn(Array.from(values));
    const validity = presence(values);
    return { type: kind, length, values: numbers, ...(validity && { validity }) };
  }
  return valuesColumn(Array.from(values));
}

/** Undefined when a value is no number that a double holds exactly. */
function toNumbers(values: Decoded): Float64Array | undefined {
  if (values instanceof Float64Array) return values;
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value === "number") numbers[row] = value;
    else if (typeof value === "bigint") {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) return undefined;
      numbers[row] = number;
    } else if (value !== undefined && value !== null) return undefined;
  }
  return numbers;
}
