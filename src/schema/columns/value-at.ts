import { checkArguments, option } from "../../core/house.js";
import type { Batch, ColumnData } from "./column.js";
import { isMissing } from "./validity.js";

/** A value as rows hold it: times are Dates, missing is null. */
export function valueAt(column: ColumnData, row: number): unknown {
  const value = scalarAt(column, row);
  return column.type === "time" && value !== null ? new Date(value as number) : value;
}

/** A value as expressions compute with it: times are milliseconds, missing is null. */
export function scalarAt(column: ColumnData, row: number): unknown {
  if (isMissing(column, row)) return null;
  switch (column.type) {
    case "text":
      return column.dictionary[column.codes[row] as number] ?? null;
    case "boolean":
      return column.values[row] === 1;
    case "other":
      return column.values[row] ?? null;
    default:
      return column.values[row] as number;
  }
}

/** One row as an object; missing values are null. */
export function rowAt(batch: Batch, row: number): Record<string, unknown> {
  // Called for each row, so nothing is made for the check where there are columns.
  if (typeof batch?.columns !== "object") checkBatch(batch);
  const result: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(batch.columns)) result[name] = valueAt(column, row);
  return result;
}

/** The rows of a batch as objects, in order. */
export function* rowsOf(batch: Batch): Generator<Record<string, unknown>> {
  checkBatch(batch);
  const columns = Object.entries(batch.columns);
  for (let row = 0; row < batch.length; row++) {
    const result: Record<string, unknown> = {};
    for (const [name, column] of columns) result[name] = valueAt(column, row);
    yield result;
  }
}

function checkBatch(batch: Batch): void {
  checkArguments("batch", { batch }, { batch: option.having("a batch of columns", "length", "columns") });
}
