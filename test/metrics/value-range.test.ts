import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipInterval, differenceRange } from "../../src/metrics/house.js";

const end = fc.double({ noNaN: true });

describe("an interval within a metric's range", () => {
  it("is what both have in common, and keeps all else", () => {
    fc.assert(
      fc.property(end, end, end, end, (a, b, c, d) => {
        const range = { low: Math.min(a, b), high: Math.max(a, b) };
        const clipped = clipInterval({ low: Math.min(c, d), high: Math.max(c, d), confidence: 0.9 }, range);
        expect(clipped.confidence).toBe(0.9);
        expect(clipped.low).toBeLessThanOrEqual(clipped.high);
        expect([clipped.low >= range.low, clipped.high <= range.high]).toEqual([true, true]);
        expect(clipInterval(clipped, range)).toBe(clipped);
      }),
    );
    expect(clipInterval({ low: 0.9, high: 1.2 }, { low: 0, high: 1 })).toEqual({ low: 0.9, high: 1 });
  });

  it("is the interval where no range is known", () => {
    expect(clipInterval({ low: -5, high: 5 }, undefined)).toEqual({ low: -5, high: 5 });
  });

  it("of a difference ends where the range's ends are apart", () => {
    expect(differenceRange({ low: -1, high: 1 })).toEqual({ low: -2, high: 2 });
    expect(differenceRange({ low: 0, high: Number.POSITIVE_INFINITY }).high).toBe(Number.POSITIVE_INFINITY);
  });
});
