import fc from "fast-check";
import type { ValueType } from "../../src/schema/house.js";
import { buildValidity, type Scalar } from "../../src/schema/house.js";
import type { Batch, ColumnData } from "../../src/schema/index.js";

/** Rows without an encoding: missing is null, times are milliseconds. */
export interface LogicalTable {
  readonly types: Readonly<Record<string, ValueType>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const specials = [
  Number.NaN,
  -0,
  0,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  Number.MAX_VALUE,
  1,
  2,
];
const words = ["", "ATL", "JFK", "é", "\ufeffmark", "\ud800", "𐐷", "__proto__", "constructor", "a\0b"];
const zones = ["UTC", "America/New_York", "Asia/Kathmandu", "Nowhere/Land"];

export const logicalValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  x: fc.oneof(fc.constantFrom(...specials), fc.double()),
  y: fc.oneof(fc.constantFrom(...specials), fc.integer({ min: -5, max: 5 })),
  i: fc.integer(),
  t: fc.oneof(
    fc.integer({ min: -2_000_000_000_000, max: 3_000_000_000_000 }),
    fc.constantFrom(Number.NaN, 1e300, Number.POSITIVE_INFINITY, 986_083_200_000, 986_079_599_999),
  ),
  b: fc.boolean(),
  w: fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 4 })),
  v: fc.constantFrom(...words),
  z: fc.constantFrom(...zones),
  o: fc.oneof(
    fc.bigInt({ min: -9n, max: 9n }),
    fc.record({ a: fc.integer({ min: 0, max: 3 }) }),
    fc.constant([1, "x"]),
  ),
};

export const logicalTypes: Readonly<Record<string, ValueType>> = {
  x: "number",
  y: "number",
  i: "integer",
  t: "time",
  b: "boolean",
  w: "text",
  v: "text",
  z: "text",
  o: "other",
};

/** Tables of all types with missing values. */
export function logicalTable(options: { readonly maxLength: number } = { maxLength: 20 }): fc.Arbitrary<LogicalTable> {
  const row = fc.record(
    Object.fromEntries(Object.entries(logicalValues).map(([name, value]) => [name, fc.option(value, { freq: 4 })])),
  );
  return fc.array(row, options).map((rows) => ({ types: logicalTypes, rows }));
}

/** A small generator for noise that must not matter. */
export function noise(seed: number): (below: number) => number {
  let state = (seed >>> 0) + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Encodes rows in one of the many ways that mean the same: reordered, repeated and unused words, any value under a missing bit. */
export function encodeTable(table: LogicalTable, seed: number): Batch {
  const next = noise(seed);
  const names = Object.keys(table.types);
  if (next(2) === 1) names.reverse();
  return {
    length: table.rows.length,
    columns: Object.fromEntries(
      names.map((name) => [
        name,
        encodeColumn(
          table.types[name] as ValueType,
          table.rows.map((row) => row[name] ?? null),
          next,
        ),
      ]),
    ),
  };
}

export function encodeColumn(type: ValueType, values: readonly unknown[], next: (below: number) => number): ColumnData {
  const { length } = values;
  let validity = buildValidity(length, (row) => values[row] !== null);
  if (validity === undefined && next(2) === 1) validity = new Uint8Array((length + 7) >> 3).fill(255);
  const base = validity === undefined ? { length } : { length, validity };
  const garbage = (): number => [0, Number.NaN, 7, -1][next(4)] as number;
  switch (type) {
    case "text": {
      const dictionary = ["unused", ...new Set(values.filter((value) => value !== null).map(String)), "unused too"];
      if (next(2) === 1) dictionary.push(...dictionary);
      for (let index = dictionary.length - 1; index > 0; index--) {
        const other = next(index + 1);
        [dictionary[index], dictionary[other]] = [dictionary[other] as string, dictionary[index] as string];
      }
      const codes = Int32Array.from(values, (value) =>
        value === null
          ? next(dictionary.length)
          : next(2) === 1
            ? dictionary.indexOf(String(value))
            : dictionary.lastIndexOf(String(value)),
      );
      return { ...base, type, codes, dictionary };
    }
    case "boolean":
      return { ...base, type, values: Uint8Array.from(values, (value) => (value === null ? next(2) : value ? 1 : 0)) };
    case "other":
      return { ...base, type, values: values.map((value) => (value === null && next(2) === 1 ? "garbage" : value)) };
    default:
      return {
        ...base,
        type,
        values: Float64Array.from(values, (value) => (value === null ? garbage() : Number(value))),
      };
  }
}

export type ScalarRow = Readonly<Record<string, Scalar>>;
