import { InvalidArgumentError } from "../../../core/index.js";
import { valueAt } from "../../../schema/house.js";
import type { Batch, ColumnData } from "../../../schema/index.js";
import { parseTime } from "../texts/parse-time.js";
import type { CellType, Frame, FrameColumn } from "./frame.js";
import { pythonText } from "./python-text.js";

/**
 * Data to evaluate: a batch of columns, rows, or lists by column name; null, undefined and NaN are missing.
 * Values are numbers, booleans, text and Dates, and anything else as a cell of no type.
 */
export type ExpectationTable =
  | Batch
  | readonly Readonly<Record<string, unknown>>[]
  | { readonly [column: string]: readonly unknown[] };

/** A frame of data; a column's type is stated, told by a batch, or inferred from its values as pandas does. */
export function toFrame(data: ExpectationTable, types: { readonly [column: string]: CellType } = {}): Frame {
  const columns = columnsOf(data).map(([name, values, known]) => columnOf(name, values, types[name] ?? known));
  const length = columns[0]?.cells.length ?? 0;
  for (const { name, cells } of columns)
    if (cells.length !== length)
      throw new InvalidArgumentError(
        "great-expectations",
        `columns of ${length} values each`,
        cells.length,
        `${cells.length} in ${name}`,
      );
  return { columns, length, positions: Array.from({ length }, (_, row) => row) };
}

type NamedValues = readonly [name: string, values: readonly unknown[], type: CellType | undefined];

function columnsOf(data: ExpectationTable): readonly NamedValues[] {
  if (Array.isArray(data)) return columnsOfRows(data);
  if (isBatch(data))
    return Object.entries(data.columns).map(([name, column]) => [
      name,
      Array.from({ length: data.length }, (_, row) => valueAt(column, row)),
      typeOfData(column),
    ]);
  if (typeof data !== "object" || data === null)
    throw new InvalidArgumentError("great-expectations", "data as a batch, a list of rows, or lists by column", data);
  return Object.entries(data).map(([name, values]) => {
    if (!Array.isArray(values))
      throw new InvalidArgumentError("great-expectations", `a list of values in column ${name}`, values);
    return [name, values, undefined];
  });
}

function columnsOfRows(rows: readonly Readonly<Record<string, unknown>>[]): readonly NamedValues[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names].map((name) => [name, rows.map((row) => row[name]), undefined]);
}

function isBatch(data: ExpectationTable): data is Batch {
  return (
    typeof data === "object" &&
    data !== null &&
    typeof (data as { length?: unknown }).length === "number" &&
    "columns" in data
  );
}

function typeOfData(column: ColumnData): CellType | undefined {
  if (column.type === "other") return undefined;
  // As in a data frame, whole numbers of which some are missing are floating ones.
  return column.type === "integer" && column.validity !== undefined ? "number" : column.type;
}

function columnOf(name: string, values: readonly unknown[], stated: CellType | undefined): FrameColumn {
  const cells = Array.from(values, (value) =>
    value === undefined || (typeof value === "number" && Number.isNaN(value)) ? null : value,
  );
  const type = stated ?? inferType(cells);
  if (type === "text")
    return {
      name,
      type,
      cells: cells.map((cell) => (cell === null || typeof cell === "string" ? cell : pythonText(cell, "object"))),
    };
  if (type === "time")
    return {
      name,
      type,
      cells: cells.map((cell) => (cell === null || cell instanceof Date ? cell : parseTime(String(cell)))),
    };
  return { name, type, cells };
}

function inferType(cells: readonly unknown[]): CellType {
  const present = cells.filter((cell) => cell !== null);
  const every = (holds: (cell: unknown) => boolean): boolean => present.every(holds);
  if (present.length === 0) return "object";
  if (every((cell) => typeof cell === "number"))
    return present.length === cells.length && every(Number.isInteger) ? "integer" : "number";
  if (every((cell) => typeof cell === "string")) return "text";
  if (every((cell) => cell instanceof Date)) return "time";
  return present.length === cells.length && every((cell) => typeof cell === "boolean") ? "boolean" : "object";
}
