import { beta, chiSquare, fisherF, normal, studentT } from "golden-pipeline/stats";
import { describe, expect, it } from "vitest";
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

  it("and lower tails are the rest", () => {
    expect(normal.cumulative(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normal.cumulative(-9) / normal.upperTail(9)).toBe(1);
    expect(studentT.cumulative(0, 7)).toBe(0.5);
  });
});
