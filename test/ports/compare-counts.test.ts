import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCounts } from "../../src/ports/compare-counts.js";

describe("compareCounts", () => {
  it("gives scipy's chi2_contingency (the example of its documentation, version 1.14)", () => {
    const { chiSquare } = compareCounts([10, 10, 20], [20, 20, 20]) ?? {};
    expect(chiSquare?.statistic).toBeCloseTo(2.7777777777777777, 12);
    expect(chiSquare?.pValue).toBeCloseTo(0.24935220877729622, 12);
    expect(chiSquare?.degreesOfFreedom).toBe(2);
  });

  it("gives scipy's jensenshannon (the examples of its documentation, version 1.14)", () => {
    expect(compareCounts([1, 0, 0], [0, 1, 0])?.jensenShannon).toBe(1);
    // That example takes natural logarithms.
    const natural = (compareCounts([10, 0], [5, 5])?.jensenShannon ?? 0) * Math.sqrt(Math.LN2);
    expect(natural).toBeCloseTo(0.46450140402245893, 12);
  });

  it("gives the largest difference of shares", () => {
    expect(compareCounts([1, 3], [3, 1])?.lInfinity).toBe(0.5);
  });

  it("says nothing of nothing, and of one bin no test", () => {
    expect(compareCounts([0, 0], [1, 2])).toBeUndefined();
    expect(compareCounts([3], [4])).toBeUndefined();
    expect(compareCounts([3, 0], [4, 0])?.chiSquare).toBeUndefined();
  });

  it("is zero between the same shares, symmetric, and at most 1", () => {
    const counts = fc
      .array(fc.nat({ max: 50 }), { minLength: 3, maxLength: 3 })
      .filter((some) => some.some((one) => one > 0));
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [there, back, same] = [
          compareCounts(a, b),
          compareCounts(b, a),
          compareCounts(
            a,
            a.map((one) => 2 * one),
          ),
        ];
        expect(there?.jensenShannon).toBeCloseTo(back?.jensenShannon ?? -1, 12);
        expect(there?.jensenShannon).toBeLessThanOrEqual(1 + 1e-12);
        expect(there?.lInfinity).toBe(back?.lInfinity);
        expect(same?.jensenShannon).toBeCloseTo(0, 6);
        expect(same?.lInfinity).toBeCloseTo(0, 12);
      }),
    );
  });
});
