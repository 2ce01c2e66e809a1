import { describe, expect, it } from "vitest";
import { beta, chiSquare, fisherF, normal, studentT } from "../../src/stats/house.js";
import far from "../fixtures/stats/far-student-tails.json" with { type: "json" };
import fixture from "../fixtures/stats/upper-tails.json" with { type: "json" };

const tails: Record<string, (...values: readonly [number, number, number]) => number> = {
  normal: normal.upperTail,
  chiSquare: chiSquare.upperTail,
  studentT: studentT.upperTail,
  fisherF: fisherF.upperTail,
  beta: beta.upperTail,
};

describe("upper tails", () => {
  for (const name of Object.keys(tails))
    it(`of ${name} agree with mpmath to 1e-12 relative`, () => {
      const rows = fixture.rows.filter(([distribution]) => distribution === name);
      expect(rows.length).toBeGreaterThan(10);
      for (const [, values, expected] of rows as [string, [number, number, number], string][]) {
        const got = tails[name]?.(...values) ?? Number.NaN;
        expect(
          Math.abs(got / Number(expected) - 1),
          `${name}(${values.join(", ")}) = ${got}, expected ${expected}`,
        ).toBeLessThan(1e-12);
      }
    });

  it("of studentT agree with mpmath where the square of t overflows", () => {
    for (const [t, df, expected] of far.rows as [number, number, string][])
      expect(Math.abs(studentT.upperTail(t, df) / Number(expected) - 1)).toBeLessThan(1e-12);
    expect(studentT.upperTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(fisherF.upperTail(Number.POSITIVE_INFINITY, 2, 3)).toBe(0);
  });

  it("and lower tails are the rest", () => {
    expect(normal.cumulative(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normal.cumulative(-9) / normal.upperTail(9)).toBe(1);
    expect(studentT.cumulative(0, 7)).toBe(0.5);
  });
});

describe("quantiles", () => {
  it("end for far tails and for parameters out of range", () => {
    expect(studentT.quantile(1e-200, 1) / -3.183098861837907e199).toBeCloseTo(1, 12);
    expect(studentT.quantile(0.9, Number.NaN)).toBeNaN();
    expect(studentT.quantile(0.9, -1)).toBeNaN();
    expect(chiSquare.quantile(0.9, 0)).toBeNaN();
    expect(studentT.quantile(0.975, Number.POSITIVE_INFINITY)).toBe(normal.quantile(0.975));
  });
});
