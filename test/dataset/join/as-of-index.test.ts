import { batchFromRows, type ColumnData } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { asOfIndex } from "../../../src/dataset/join/as-of-index.js";
import { createKeyCoder } from "../../../src/dataset/join/key-coder.js";
import { takeFound } from "../../../src/dataset/join/take-found.js";

function column(type: "text" | "integer" | "number", values: readonly (string | number | null)[]): ColumnData {
  const { a } = batchFromRows(
    [{ name: "a", type }],
    values.map((value) => ({ a: value })),
  ).columns;
  if (a === undefined) throw new Error("no column was made");
  return a;
}
const times = (...values: readonly number[]) => Float64Array.from(values);

describe("an index of rows by key and moment", () => {
  it("finds from known times and ties of their own, where the greatest tie wins and none loses to any", () => {
    const keys = [column("text", ["a", "a", "a"])];
    const rows = { keys: [column("text", ["a", "a"])], times: times(5, 0) };
    expect([...asOfIndex({ keys, times: times(1, 1, 1), ties: times(3, 9, 4) })(rows)]).toEqual([1, -1]);
    expect([...asOfIndex({ keys, times: times(1, 1, 1), ties: times(3, Number.NaN, Number.NaN) })(rows)]).toEqual([
      0, -1,
    ]);
    expect([...asOfIndex({ keys, times: times(1, 2, 3), knownTimes: times(1, 9, Number.NaN) })(rows)]).toEqual([0, -1]);
  });

  it("does not find rows without a moment, nor for rows without one", () => {
    const keys = [column("text", ["a"])];
    expect([...asOfIndex({ keys, times: times(Number.NaN) })({ keys, times: times(1) })]).toEqual([-1]);
    expect([...asOfIndex({ keys, times: times(1) })({ keys, times: times(Number.NaN) })]).toEqual([-1]);
  });
});

describe("keys of several columns", () => {
  it("are compared column by column, whatever their texts make together", () => {
    const coder = createKeyCoder(2);
    expect([...coder.add([column("text", ["1", "12", "1", null]), column("text", ["23", "3", "23", "3"])])]).toEqual([
      0, 1, 0, -1,
    ]);
    expect([...coder.find([column("text", ["12", "12", "9"]), column("text", ["3", "23", "3"])])]).toEqual([1, -1, -1]);
    expect(coder.size).toBe(2);
  });

  it("of numbers take −0 for 0, and NaN for none", () => {
    expect([...createKeyCoder(1).add([column("number", [0, -0, Number.NaN, 1])])]).toEqual([0, 0, -1, 1]);
  });
});

describe("cells of found rows", () => {
  it("are missing where no row was found, also of a column without rows", () => {
    const values = (of: ColumnData) => (of.type === "integer" ? [[...of.values], of.validity?.[0]] : undefined);
    expect(values(takeFound(column("integer", [7, null]), Int32Array.from([1, 0, -1])))).toEqual([[0, 7, 7], 0b010]);
    expect(values(takeFound(column("integer", []), Int32Array.from([-1])))).toEqual([[0], 0]);
    expect(takeFound(column("integer", [7]), Int32Array.from([0, 0])).validity).toBeUndefined();
  });
});
