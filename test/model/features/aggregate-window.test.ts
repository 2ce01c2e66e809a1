import { describe, expect, it } from "vitest";
import { aggregateWindow } from "../../../src/model/house.js";

const aggregates = ["mean", "sum", "count", "minimum", "maximum"] as const;
const all = (values: readonly number[]) => aggregates.map((aggregate) => aggregateWindow(aggregate, values));

describe("the aggregate of a window", () => {
  it("is what its name says", () => expect(all([3, 1, 2])).toEqual([2, 6, 3, 1, 3]));
  it("of nothing is missing, but a sum and a count are 0", () => expect(all([])).toEqual([null, 0, 0, null, null]));
  it("adds in the order given: the order is part of the bits", () => {
    expect(aggregateWindow("sum", [1e16, 1, -1e16])).toBe(0);
    expect(aggregateWindow("sum", [1e16, -1e16, 1])).toBe(1);
  });
  it("of NaN is NaN", () => {
    expect(all([1, Number.NaN, 2])).toEqual([Number.NaN, Number.NaN, 3, Number.NaN, Number.NaN]);
  });
});
