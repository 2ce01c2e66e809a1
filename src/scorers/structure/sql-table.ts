import { isRecord, jsonKey } from "./json-key.js";

/** Rows as lists of cells, or as records by column name, all of one form. */
export type SqlRows = readonly object[];

export interface SqlTable {
  /** Undefined of rows that are lists. */
  readonly names: readonly string[] | undefined;
  readonly width: number;
  readonly rows: readonly (readonly unknown[])[];
}

/** Undefined when the rows do not share their columns. */
export function readTable(rows: SqlRows): SqlTable | undefined {
  const [first] = rows;
  if (first === undefined) return { names: undefined, width: 0, rows: [] };
  if (Array.isArray(first)) {
    const lists = rows.filter((row): row is readonly unknown[] => Array.isArray(row) && row.length === first.length);
    return lists.length === rows.length ? { names: undefined, width: first.length, rows: lists } : undefined;
  }
  if (!isRecord(first)) return undefined;
  const names = Object.keys(first);
  const cells: unknown[][] = [];
  for (const row of rows) {
    if (!isRecord(row) || Object.keys(row).length !== names.length) return undefined;
    if (!names.every((name) => Object.hasOwn(row, name))) return undefined;
    cells.push(names.map((name) => row[name]));
  }
  return { names, width: names.length, rows: cells };
}

/**
 * A text that two cells share exactly when they are equal: null and undefined, 1, 1.0 and 1n, dates of one time, JSON columns whatever
 * the order of keys. Undefined of what is no cell.
 */
export function cellKey(cell: unknown): string | undefined {
  if (cell === undefined) return "null";
  if (typeof cell === "bigint") return String(cell);
  // Written out in full, as a bigint is: 1e21 and 10n ** 21n are one number.
  if (typeof cell === "number" && Number.isInteger(cell)) return String(BigInt(cell));
  return jsonKey(cell);
}
