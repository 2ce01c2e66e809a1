import fc from "fast-check";
import { batchFromRows, rowAt, rowsOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { columnFromValues, countMissing, scalarAt, valueAt } from "../../../src/schema/house.js";
import { arbitraryRows, definitions } from "./batches.js";

describe("columns from rows", () => {
  it("give the rows back, with times as Dates and missing values as null", () => {
    fc.assert(
      fc.property(arbitraryRows, (rows) => {
        const batch = batchFromRows(definitions, rows);
        expect(batch.length).toBe(rows.length);
        expect([...rowsOf(batch)]).toEqual(rows);
        rows.forEach((row, index) => {
          expect(rowAt(batch, index)).toEqual(row);
        });
      }),
    );
  });

  it("count undefined and absent values as missing", () => {
    const column = columnFromValues("text", ["a", undefined, null, "a"]);
    expect(column).toMatchObject({ length: 4, dictionary: ["a"] });
    expect(countMissing(column)).toBe(2);
    expect(rowAt(batchFromRows([{ name: "word", type: "text" }], [{}]), 0)).toEqual({ word: null });
  });

  it("have no validity bitmap when nothing is missing", () => {
    expect("validity" in columnFromValues("number", [1, Number.NaN])).toBe(false);
  });

  it("keep NaN apart from missing", () => {
    const column = columnFromValues("number", [Number.NaN, null]);
    expect([scalarAt(column, 0), scalarAt(column, 1)]).toEqual([Number.NaN, null]);
  });

  it("take times as Dates and as milliseconds", () => {
    const column = columnFromValues("time", [new Date(5), 5]);
    expect([scalarAt(column, 0), valueAt(column, 1)]).toEqual([5, new Date(5)]);
  });

  it("refuse values of another type", () => {
    expect(() => columnFromValues("number", ["1"], "delay")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column delay] Expected a number, got "1" (string)]`,
    );
    expect(() => columnFromValues("number", [new Date(0)], "delay")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column delay] Expected a number, got 1970-01-01T00:00:00.000Z (Date)]`,
    );
    expect(() => columnFromValues("integer", [1.5], "delay")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column delay] Expected a whole number within ±(2^53 − 1), got 1.5 (number)]`,
    );
    expect(() => columnFromValues("time", ["2001-01-31"], "day")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column day] Expected a Date or milliseconds since 1970, got "2001-01-31" (string)]`,
    );
    expect(() => columnFromValues("boolean", [1], "late")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column late] Expected a boolean, got 1 (number)]`,
    );
    expect(() => columnFromValues("text", [1], "origin")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [column origin] Expected a string, got 1 (number)]`,
    );
  });
});
