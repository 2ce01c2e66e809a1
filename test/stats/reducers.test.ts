import fc from "fast-check";
import { DDSketch, holm, type Reducer } from "golden-pipeline/stats";
import { reducerChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import {
  benjaminiHochberg,
  ExactMoments,
  ExactSpread,
  ExactSum,
  fallingOrder,
  stableOrder,
} from "../../src/stats/house.js";

const numbers = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 3, maxLength: 9 });
const reducers: { readonly [name: string]: Reducer<[number], unknown> } = {
  "an exact sum": ExactSum,
  "exact moments": ExactMoments,
  "a sketch": DDSketch,
};

describe("mergeable states of the statistics", () => {
  for (const [name, reducer] of Object.entries(reducers))
    it(`${name}: is the same to the bit in any order, batches and processes`, async () => {
      await fc.assert(
        fc.asyncProperty(numbers, async (values) => {
          const batches = values.map((value): [number] => [value]);
          for (const { run } of reducerChecks(reducer, { batches })) await run();
        }),
        { numRuns: 40 },
      );
    });

  it("sums of many at once are those of one by one, whatever their sizes", () => {
    const any = fc.oneof(
      fc.double(),
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.constantFrom(0, -0, 5e-324, 1e308, 2 ** 40),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 80 }), (values) => {
        const [many, single] = [new ExactSum(), new ExactSum()];
        many.addMany(Float64Array.from(values));
        for (const value of values) single.add(value);
        expect(many.value()).toBe(single.value());
        expect(ExactSum.fromJSON(JSON.parse(JSON.stringify(many))).value()).toBe(single.value());
      }),
      { numRuns: 400 },
    );
  });

  it("an exact spread has no variance of equal values, whatever they weigh", () => {
    fc.assert(
      fc.property(
        fc.integer().map((whole) => whole / 7 + 0),
        fc.array(fc.constantFrom(0.1, 1, 3.3), { minLength: 1 }),
        (value, weights) => {
          const spread = new ExactSpread();
          for (const weight of weights) spread.add(value, weight);
          expect(spread.variance).toBe(0);
          expect(spread.mean).toBe(value);
        },
      ),
    );
  });
});

describe("orders of numbers", () => {
  it("are those of a stable sort, −0 equal to 0 and NaN last", () => {
    const key = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(fc.array(key), fc.boolean(), (values, isLong) => {
        const keys = Float64Array.from(
          isLong
            ? Array.from({ length: 200 }, () => values)
                .flat()
                .slice(0, 5000)
            : values,
        );
        const rank = (value: number): number => (Number.isNaN(value) ? 1 : 0);
        const expected = [...keys.keys()].sort((left, right) => {
          const [mine, other] = [keys[left] as number, keys[right] as number];
          return rank(mine) - rank(other) || (mine < other ? -1 : mine > other ? 1 : left - right);
        });
        expect([...stableOrder(keys)]).toEqual(expected);
        const falling = keys.filter((value) => !Number.isNaN(value));
        const order = fallingOrder(falling);
        order.forEach((row, place) => {
          if (place > 0) expect(falling[order[place - 1] as number]).toBeGreaterThanOrEqual(falling[row] as number);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("corrections for many tests", () => {
  it("refuse what is no p-value, and say which", () => {
    for (const correct of [holm, benjaminiHochberg])
      expect(() => correct([0.01, Number.NaN])).toThrow("p-values between 0 and 1, got NaN at index 1");
  });
});
