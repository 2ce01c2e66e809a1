import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countInBins,
  cumulativeDistance,
  equalEdges,
  kolmogorovSmirnovDistance,
  kolmogorovSmirnovPValue,
} from "../../../src/stats/house.js";

const sample = fc
  .array(fc.integer({ min: -5, max: 9 }), { minLength: 1, maxLength: 30 })
  .map((values) => Float64Array.from(values).sort());

describe("distances of two samples", () => {
  it("are nothing from a sample to itself, and the same from both sides", () => {
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        for (const distance of [
          kolmogorovSmirnovDistance,
          (a: Float64Array, b: Float64Array) => cumulativeDistance(a, b, 1),
          (a: Float64Array, b: Float64Array) => cumulativeDistance(a, b, 2),
        ]) {
          expect(distance(left, left)).toBe(0);
          expect(distance(left, right)).toBeCloseTo(distance(right, left), 12);
        }
      }),
    );
  });

  it("move by as much as one of them: Wasserstein", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 50 }), (values, shift) => {
        expect(
          cumulativeDistance(
            values,
            values.map((value) => value + shift),
            1,
          ),
        ).toBeCloseTo(shift, 9);
      }),
    );
  });
});

describe("the exact p-value of Kolmogorov and Smirnov", () => {
  // Every order of 3 and 2 values counted by hand: 10, of which 2 are wholly apart.
  it.each([
    [1, 3, 2, 0.2],
    [1, 4, 4, 2 / 70],
    [0, 3, 2, 1],
  ])("of distance %f between %i and %i values is %f", (distance, m, n, expected) => {
    expect(kolmogorovSmirnovPValue(distance, m, n)).toBeCloseTo(expected, 12);
  });

  it("falls with the distance, and does not hang on the order of the samples", () => {
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        const distance = kolmogorovSmirnovDistance(left, right);
        const value = kolmogorovSmirnovPValue(distance, left.length, right.length);
        expect(value).toBeCloseTo(kolmogorovSmirnovPValue(distance, right.length, left.length), 12);
        expect(value).toBeGreaterThanOrEqual(kolmogorovSmirnovPValue(1, left.length, right.length));
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

it("bins of one width hold all of a sample, each value once", () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 12 }), (values, bins) => {
      const edges = equalEdges(values[0] ?? 0, values.at(-1) ?? 0, bins);
      expect(countInBins(values, edges).reduce((sum, count) => sum + count, 0)).toBe(values.length);
    }),
  );
});
