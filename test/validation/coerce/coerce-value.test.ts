import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueType } from "../../../src/schema/house.js";
import { columnFromValues, scalarAt } from "../../../src/schema/house.js";
import type { ColumnData } from "../../../src/schema/index.js";
import { coerceValue } from "../../../src/schema/row/coerce-value.js";
import { parseIsoTime } from "../../../src/schema/row/parse-iso-time.js";
import { textReader } from "../../../src/schema/row/text-notation.js";
import { coerceColumn } from "../../../src/validation/coerce/coerce-column.js";

describe("coercion", () => {
  it.each<[unknown, ValueType, boolean, unknown]>([
    [1.5, "number", false, 1.5],
    [Number.NaN, "number", false, Number.NaN],
    [12n, "number", false, 12],
    [9007199254740993n, "number", false, undefined],
    ["1.5", "number", false, undefined],
    ["1.5", "number", true, 1.5],
    ["-1e-3", "number", true, -0.001],
    ["0x10", "number", true, undefined],
    [" 1", "number", true, undefined],
    ["NaN", "number", true, undefined],
    ["1e999", "number", true, undefined],
    ["9007199254740993", "number", true, undefined],
    ["100000000000000000000", "number", true, 1e20],
    [3, "integer", false, 3],
    [3.5, "integer", false, undefined],
    [2 ** 53, "integer", false, undefined],
    ["7.0", "integer", true, 7],
    ["7.5", "integer", true, undefined],
    ["-9007199254740991", "integer", true, -9007199254740991],
    ["9007199254740992", "integer", true, undefined],
    [true, "boolean", false, true],
    [1, "boolean", true, undefined],
    ["true", "boolean", false, undefined],
    ["false", "boolean", true, false],
    ["TRUE", "boolean", true, true],
    ["yes", "boolean", true, undefined],
    ["x", "text", false, "x"],
    [5, "text", true, undefined],
    ["\uD800", "text", false, undefined],
    [new Date(5), "time", false, 5],
    [new Date(Number.NaN), "time", false, undefined],
    ["1970-01-02", "time", false, 86_400_000],
    [5, "time", false, undefined],
  ])("makes of %s as %s (textual: %s) %s", (value, type, textual, expected) => {
    expect(coerceValue(value, type, textReader(textual))).toEqual(expected);
  });

  it("reads exactly the ISO times that exist", () => {
    expect(parseIsoTime("2000-02-29T23:59:59.123456789Z")).toBe(Date.UTC(2000, 1, 29, 23, 59, 59, 123));
    expect(parseIsoTime("0001-01-01")).toBe(new Date("0001-01-01T00:00:00Z").getTime());
    for (const text of [
      "2001-02-29",
      "2001-13-01",
      "2001-01-00",
      "2001-01-01T24:00",
      "2001-01-01T10:60",
      "2001-1-1",
      "2001-01-01T10",
      "2001-01-01T10:00+24:00",
    ])
      expect(parseIsoTime(text)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date("0000-01-01"), max: new Date("9999-12-31") }),
        (date) => {
          expect(parseIsoTime(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  it("is the same for columns, value by value", () => {
    const any = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom("1", "x", "true", "2001-01-31", "\uD800"),
      fc.date(),
      fc.bigInt(),
    );
    const raw = fc.oneof(
      fc.array(fc.option(any)).map((values): ColumnData => columnFromValues("other", values)),
      fc.array(fc.option(fc.double())).map((values): ColumnData => columnFromValues("number", values)),
      fc
        .array(fc.option(fc.constantFrom("1", "2.5", "true", "2001-01-31", "\uD800")))
        .map((values): ColumnData => columnFromValues("text", values)),
      fc.array(fc.option(fc.boolean())).map((values): ColumnData => columnFromValues("boolean", values)),
    );
    fc.assert(
      fc.property(
        raw,
        fc.constantFrom<ValueType>("number", "integer", "boolean", "text", "time"),
        fc.boolean(),
        (column, type, textual) => {
          const invalid = new Uint8Array(column.length);
          const coerced = coerceColumn(column, type, textReader(textual), invalid);
          expect(coerced.type).toBe(type);
          for (let row = 0; row < column.length; row++) {
            const value = scalarAt(column, row);
            const expected = value === null ? null : coerceValue(value, type, textReader(textual));
            expect(invalid[row]).toBe(expected === undefined ? 1 : 0);
            if (expected !== undefined) expect(scalarAt(coerced, row)).toEqual(expected);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
