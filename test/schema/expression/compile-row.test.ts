import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpressionNode } from "../../../src/schema/house.js";
import { compileRow } from "../../../src/schema/house.js";
import { arbitraryRow, condition, evaluate, instant, number, text } from "./reference.js";

const x: ExpressionNode = { op: "column", name: "x", type: "number" };
const at: ExpressionNode = { op: "column", name: "at", type: "time" };
const flag: ExpressionNode = { op: "column", name: "flag", type: "boolean" };

describe("a compiled expression", () => {
  it.each([
    ["number", number],
    ["yes/no", condition],
    ["text", text],
    ["time", instant],
  ])("of a %s gives what reading the expression one step after the other gives", (_, expressions) => {
    fc.assert(
      fc.property(expressions, fc.array(arbitraryRow, { minLength: 1, maxLength: 5 }), (node, rows) => {
        const compiled = compileRow(node);
        for (const row of rows)
          expect(Object.is(compiled(row), evaluate(node, row)) || [compiled(row), evaluate(node, row)]).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads times as Dates and as milliseconds alike", () => {
    const later = compileRow({ op: "plus-minutes", of: at, minutes: { op: "literal", type: "number", value: 2 } });
    expect([later({ at: new Date(1000) }), later({ at: 1000 })]).toEqual([121_000, 121_000]);
    expect(later({ at: new Date(Number.NaN) })).toBeNaN();
  });

  it("takes null, undefined and absent for missing", () => {
    const missing = compileRow({ op: "is-missing", of: x });
    expect([missing({ x: null }), missing({ x: undefined }), missing({}), missing({ x: Number.NaN })]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("does not take for a column what every object inherits", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const read = compileRow({ op: "column", name, type: "text" });
      expect(read({})).toBeNull();
      expect(read(Object.fromEntries([[name, "here"]]))).toBe("here");
    }
    const lookup = compileRow({
      op: "lookup",
      of: { op: "column", name: "word", type: "text" },
      type: "text",
      entries: {},
    });
    expect(lookup({ word: "constructor" })).toBeNull();
  });

  it("follows Kleene's logic", () => {
    const other: ExpressionNode = { op: "column", name: "other", type: "boolean" };
    const table = (op: "and" | "or") => {
      const compiled = compileRow({ op, left: flag, right: other });
      return [true, false, null].map((left) =>
        [true, false, null].map((right) => compiled({ flag: left, other: right })),
      );
    };
    expect(table("and")).toEqual([
      [true, false, null],
      [false, false, false],
      [null, false, null],
    ]);
    expect(table("or")).toEqual([
      [true, true, true],
      [true, false, null],
      [true, null, null],
    ]);
    expect(compileRow({ op: "not", of: flag })({ flag: null })).toBeNull();
  });

  it("treats NaN as a number that equals nothing", () => {
    const compare = (op: "equal" | "differ" | "less" | "at-most") =>
      compileRow({ op, left: x, right: x })({ x: Number.NaN });
    expect([compare("equal"), compare("differ"), compare("less"), compare("at-most")]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it("makes missing of the day of an invalid time, and NaN of its other parts", () => {
    for (const zone of [undefined, "Europe/Berlin"] as const) {
      const zoned = zone === undefined ? {} : { zone: { op: "literal", type: "text", value: zone } as const };
      expect(
        compileRow({ op: "calendar", part: "day", of: at, ...zoned })({ at: Number.POSITIVE_INFINITY }),
      ).toBeNull();
      expect(compileRow({ op: "calendar", part: "hour", of: at, ...zoned })({ at: Number.NaN })).toBeNaN();
    }
  });

  it("gives an invalid time for a zone in the data that does not exist, and throws at no row", () => {
    const zone: ExpressionNode = { op: "column", name: "zone", type: "text" };
    const compiled = compileRow({ op: "instant", of: at, zone });
    expect(compiled({ at: 0, zone: "Europe/Berlin" })).toBe(-3_600_000);
    expect(compiled({ at: 0, zone: "Mars/Base" })).toBeNaN();
    expect(compiled({ at: 0, zone: null })).toBeNull();
    expect(compileRow({ op: "calendar", part: "day", of: at, zone })({ at: 0, zone: "Mars/Base" })).toBeNull();
  });

  it("leaves its row as it was", () => {
    fc.assert(
      fc.property(number, arbitraryRow, (node, row) => {
        const frozen = Object.freeze({ ...row });
        compileRow(node)(frozen);
        expect(frozen).toEqual(row);
      }),
    );
  });

  it("refuses what only features may use, before it sees a row", () => {
    expect(() => compileRow({ op: "standardize", of: x })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected an expression over one row, got standardize, which only features may use]`,
    );
    expect(() =>
      compileRow({
        op: "add",
        left: x,
        right: { op: "history", aggregate: "count", key: x, knownAt: at, windowMinutes: 5 },
      }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected an expression over one row, got history, which only features may use]`,
    );
    expect(() => compileRow({ op: "one-hot", of: x, maximumCategories: 2 })).toThrow(
      "one-hot, which only features may use",
    );
  });
});
