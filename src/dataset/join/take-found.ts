import { buildValidity, columnFromValues, isMissing } from "../../schema/house.js";
import { type ColumnData, takeRows } from "../../schema/index.js";

/** The cells of a column at these rows; missing where the row is −1. */
export function takeFound(column: ColumnData, rows: Int32Array): ColumnData {
  const { length } = rows;
  const nothing = () => columnFromValues(column.type, new Array<null>(length).fill(null));
  if (column.length === 0) return nothing();
  const { found } = takeRows(
    { length: column.length, columns: { found: column } },
    rows.map((row) => Math.max(row, 0)),
  ).columns;
  if (found === undefined) return nothing();
  const validity = buildValidity(length, (row) => (rows[row] as number) >= 0 && !isMissing(found, row));
  const { validity: _, ...cells } = found;
  return validity === undefined ? cells : { ...cells, validity };
}
