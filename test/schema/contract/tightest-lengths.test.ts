import { expect, it } from "vitest";
import { tightestLengths } from "../../../src/schema/house.js";

it("are the narrowest of all checks, and without one none at all", () => {
  const checks = [
    { check: "length", minimum: 2, maximum: 9 },
    { check: "length", maximum: 5 },
    { check: "length", minimum: 1 },
  ] as const;
  expect(tightestLengths(checks)).toEqual({ least: 2, most: 5 });
  expect(tightestLengths([{ check: "finite" }])).toEqual({ least: 0, most: Number.POSITIVE_INFINITY });
});
