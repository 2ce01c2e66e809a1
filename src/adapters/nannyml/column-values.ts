import { InvalidArgumentError } from "../../core/index.js";

export type Rows = readonly Readonly<Record<string, unknown>>[];

export type Category = string | number | boolean;

/** The values of a column over some rows, without those that are missing. */
export type ColumnValues =
  | { readonly type: "number"; readonly sorted: Float64Array }
  | { readonly type: "category"; readonly counts: ReadonlyMap<Category, number>; readonly rows: number };

export function columnNames(rows: Rows): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

/** Numbers where all values are. */
export function columnType(column: string, rows: Rows): ColumnValues["type"] {
  const present = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
  return present.length > 0 && present.every((value) => typeof value === "number") ? "number" : "category";
}

/** @throws {InvalidArgumentError} there is no number where numbers are. */
export function columnValues(column: string, type: ColumnValues["type"], rows: Rows): ColumnValues {
  const present = rows
    .map((row) => row[column])
    .filter((value) => value !== null && value !== undefined && !Number.isNaN(value));
  if (type === "number") {
    const sorted = present.map((value) => {
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw new InvalidArgumentError("nannyml", `finite numbers in column ${column}`, value);
    });
    return { type, sorted: Float64Array.from(sorted).sort() };
  }
  const counts = new Map<Category, number>();
  for (const value of present) {
    const key = typeof value === "number" || typeof value === "boolean" ? value : textOf(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { type, counts, rows: present.length };
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
