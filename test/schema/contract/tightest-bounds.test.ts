import { describe, expect, it } from "vitest";
import { tightestBounds } from "../../../src/schema/house.js";

describe("the tightest bounds of a column's limits", () => {
  it("are infinite without any, or what its type holds by itself", () => {
    const none = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, strictLow: false, strictHigh: false };
    expect(tightestBounds([{ check: "finite" }, { check: "multiple-of", value: 3 }])).toEqual(none);
    expect(tightestBounds([], 5)).toEqual({ ...none, low: -5, high: 5 });
  });

  it("are the narrowest of all, refused themselves where one of equal ones is", () => {
    const checks = [
      { check: "at-least", value: 1 },
      { check: "above", value: 1 },
      { check: "at-least", value: 0 },
      { check: "below", value: 9 },
      { check: "at-most", value: 7 },
    ] as const;
    expect(tightestBounds(checks, 100)).toEqual({ low: 1, high: 7, strictLow: true, strictHigh: false });
  });
});
