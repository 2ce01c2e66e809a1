import { InvalidArgumentError } from "../../core/index.js";
import type { Batch, ColumnData, ValueType } from "./column.js";
import { withValidity } from "./take-rows.js";
import { buildValidity } from "./validity.js";

/**
 * Columns from trusted row objects; null and undefined are missing.
 * @throws {InvalidArgumentError} a value is not of its column's type.
 */
export function batchFromRows(
  columns: readonly { readonly name: string; readonly type: ValueType }[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Batch {
  return {
    length: rows.length,
    columns: Object.fromEntries(
      columns.map(({ name, type }) => [
        name,
        columnFromValues(
          type,
          rows.map((row) => row[name]),
          name,
        ),
      ]),
    ),
  };
}

/** One column from values; null and undefined are missing. */
export function columnFromValues(type: ValueType, values: readonly unknown[], name = "column"): ColumnData {
  const { length } = values;
  const base = withValidity(
    length,
    buildValidity(length, (row) => values[row] !== null && values[row] !== undefined),
  );
  if (type === "other") return { ...base, type, values };
  if (type === "text") return { ...base, type, ...encodeWords(values, name) };
  if (type === "boolean")
    return {
      ...base,
      type,
      values: Uint8Array.from(values, (value) => (value === true ? 1 : check(value, "boolean", name, 0))),
    };
  return {
    ...base,
    type,
    values: Float64Array.from(values, (value) =>
      value instanceof Date && type === "time"
        ? value.getTime()
        : typeof value === "number"
          ? value
          : check(value, "number", name, 0),
    ),
  };
}

function check(value: unknown, type: string, name: string, otherwise: number): number {
  if (value !== null && value !== undefined && typeof value !== type)
    throw new InvalidArgumentError(`column ${name}`, `a ${type}`, value);
  return otherwise;
}

function encodeWords(
  values: readonly unknown[],
  name: string,
): { readonly codes: Int32Array; readonly dictionary: readonly string[] } {
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(values, (value) => {
    if (typeof value !== "string") return check(value, "string", name, 0);
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    codeOf.set(value, codeOf.size);
    return codeOf.size - 1;
  });
  return { codes, dictionary: [...codeOf.keys()] };
}
