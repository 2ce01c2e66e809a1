import { isMissing } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";

/** The moments of a column of times, in milliseconds since 1970: NaN where one is missing. */
export function timeCells(column: ColumnData): Float64Array {
  return Float64Array.from({ length: column.length }, (_, row) =>
    column.type !== "time" || isMissing(column, row) ? Number.NaN : (column.values[row] as number),
  );
}
