import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DistinctCount } from "../../src/stats/house.js";

const countOf = (texts: Iterable<string>, kept = 512): DistinctCount => {
  const count = new DistinctCount(kept);
  for (const text of texts) count.add(text);
  return count;
};

describe("a distinct count", () => {
  it("is exact below what it keeps, however often a text comes", () => {
    const texts = Array.from({ length: 400 }, (_, index) => `user-${index}`);
    expect(countOf([...texts, ...texts, ...texts]).estimate).toBe(400);
    expect(new DistinctCount().estimate).toBe(0);
  });

  it("stays within a few percent above, and does not grow", () => {
    for (const many of [1000, 10_000, 300_000]) {
      const count = countOf(Array.from({ length: many }, (_, index) => `u${index}`));
      expect(Math.abs(count.estimate / many - 1)).toBeLessThan(0.13);
      expect(count.toJSON().hashes).toHaveLength(512);
    }
  });

  it("of parts merges to that of the whole, in any order, and survives JSON", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 }), { maxLength: 5 }), (parts) => {
        const whole = countOf(parts.flat(), 16);
        const merged = new DistinctCount(16);
        for (const part of parts.toReversed())
          merged.merge(DistinctCount.fromJSON(JSON.parse(JSON.stringify(countOf(part, 16)))));
        expect(merged.toJSON()).toEqual(whole.toJSON());
        expect(merged.estimate).toBe(whole.estimate);
      }),
    );
  });

  it("refuses to keep next to nothing, and to merge with one that keeps another number", () => {
    expect(() => new DistinctCount(3)).toThrow("`kept`");
    expect(() => new DistinctCount(16).merge(new DistinctCount(32))).toThrow("16 hashes kept");
  });
});
