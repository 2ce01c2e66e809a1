import { checkArguments, option } from "../../core/house.js";
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
  checkArguments("batch", { columns, rows }, { columns: option.rows, rows: option.rows });
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

/** One column from values; null and undefined are missing. NaN may stand among integers: it is what arithmetic gives for no number. */
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
      values: Uint8Array.from(values, (value) =>
        typeof value === "boolean" ? Number(value) : refusePresent(value, "a boolean", name),
      ),
    };
  return {
    ...base,
    type,
    values: Float64Array.from(values, numberReader[type](name)),
  };
}

const numberReader = {
  number: (name) => (value) => (typeof value === "number" ? value : refusePresent(value, "a number", name)),
  integer: (name) => (value) =>
    Number.isSafeInteger(value) || Number.isNaN(value)
      ? (value as number)
      : refusePresent(value, "a whole number within ±(2^53 − 1)", name),
  time: (name) => (value) => {
    if (value instanceof Date) return value.getTime();
    return typeof value === "number" ? value : refusePresent(value, "a Date or milliseconds since 1970", name);
  },
} satisfies Record<string, (name: string) => (value: unknown) => number>;

/** Missing values give 0, which nobody reads; anything else is of a wrong type. */
function refusePresent(value: unknown, expected: string, name: string): number {
  if (value === null || value === undefined) return 0;
  throw new InvalidArgumentError(`column ${name}`, expected, value);
}

function encodeWords(
  values: readonly unknown[],
  name: string,
): { readonly codes: Int32Array; readonly dictionary: readonly string[] } {
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(values, (value) => {
    if (typeof value !== "string") return refusePresent(value, "a string", name);
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    codeOf.set(value, codeOf.size);
    return codeOf.size - 1;
  });
  return { codes, dictionary: [...codeOf.keys()] };
}
