import { checkArguments } from "../../../core/house.js";
import type { ValueType } from "../../../schema/house.js";
import { type Batch, rowsOf } from "../../../schema/index.js";

/** What a data contract is held against: rows as objects, or a batch of columns. */
export type SodaData = Batch | readonly Readonly<Record<string, unknown>>[];

export interface TableValues {
  readonly rows: number;
  /** By name, in their order; a value that is missing is null. */
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
  /** What a batch says that a column holds. */
  readonly types: Readonly<Record<string, ValueType>>;
}

export function tableValues(data: SodaData): TableValues {
  checkArguments("soda", { data }, { data: { expected: "rows or a batch of columns", holds: isData } });
  const rows = "columns" in data ? [...rowsOf(data)] : data;
  const names = "columns" in data ? Object.keys(data.columns) : [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    rows: rows.length,
    columns: new Map(names.map((name) => [name, rows.map((row) => row[name] ?? null)])),
    types:
      "columns" in data ? Object.fromEntries(Object.entries(data.columns).map(([name, { type }]) => [name, type])) : {},
  };
}

function isData(data: unknown): boolean {
  if (Array.isArray(data)) return data.every((row) => typeof row === "object" && row !== null);
  return typeof data === "object" && data !== null && "columns" in data && "length" in data;
}
