import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactMoments, ExactSum } from "../../src/stats/house.js";

const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 60 });

/** The sum as a fraction over 2^1074, rounded by the engine's own conversion of a decimal string. */
function oracle(values: readonly number[]): number {
  const view = new DataView(new ArrayBuffer(8));
  let total = 0n;
  for (const value of values) {
    view.setFloat64(0, value);
    const bits = view.getBigUint64(0);
    const exponent = Number((bits >> 52n) & 0x7ffn);
    const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
    const scaled = mantissa << BigInt(Math.max(exponent - 1, 0));
    total += bits >> 63n === 1n ? -scaled : scaled;
  }
  const negative = total < 0n;
  const digits = ((negative ? -total : total) * 5n ** 1074n).toString().padStart(1075, "0");
  return Number(`${negative ? "-" : ""}${digits.slice(0, -1074)}.${digits.slice(-1074)}`);
}

function sum(values: readonly number[]): number {
  const state = new ExactSum();
  state.addMany(values);
  return state.value();
}

describe("ExactSum", () => {
  it("survives JSON whole: what is added later gives the same bits, and equal sums give equal JSON", () => {
    const any = fc.array(fc.double(), { maxLength: 30 });
    fc.assert(
      fc.property(any, any, (before, after) => {
        const whole = new ExactSum();
        whole.addMany(before);
        const restored = ExactSum.fromJSON(JSON.parse(JSON.stringify(whole)));
        for (const sum of [whole, restored]) sum.addMany(after);
        expect(restored.value()).toBe(whole.value());
        const turned = new ExactSum();
        turned.addMany([...before, ...after].reverse());
        expect(JSON.stringify(turned)).toBe(JSON.stringify(restored));
      }),
      { numRuns: 300 },
    );
    const huge = new ExactSum();
    huge.addMany([Number.MAX_VALUE, Number.MAX_VALUE, Number.MAX_VALUE]);
    const back = ExactSum.fromJSON(JSON.parse(JSON.stringify(huge)));
    back.addMany([-Number.MAX_VALUE, -Number.MAX_VALUE]);
    expect(back.value()).toBe(Number.MAX_VALUE);
  });

  it("is the exactly rounded sum", () => {
    fc.assert(
      fc.property(doubles, (values) => {
        expect(sum(values) + 0).toBe(oracle(values) + 0);
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on order or on how the values were split over states", () => {
    fc.assert(
      fc.property(doubles, fc.nat(60), (values, cut) => {
        const [left, right] = [new ExactSum(), new ExactSum()];
        left.addMany(values.slice(cut));
        right.addMany(values.slice(0, cut).reverse());
        left.merge(right);
        expect(left.value()).toBe(sum(values));
      }),
    );
  });

  it("keeps what ordinary addition loses", () => {
    expect(sum([1e16, 1, -1e16])).toBe(1);
    expect(sum(new Array(10).fill(0.1))).toBe(1);
  });

  it("gives infinity and NaN as IEEE addition would", () => {
    expect(sum([Number.POSITIVE_INFINITY, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(sum([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBeNaN();
    expect(sum([Number.NaN])).toBeNaN();
  });
});

describe("ExactMoments", () => {
  it("of merged parts are those of the whole, to the bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e100, max: 1e100, noNaN: true })), fc.nat(20), (values, cut) => {
        const [whole, left, right] = [new ExactMoments(), new ExactMoments(), new ExactMoments()];
        whole.addMany(values);
        left.addMany(values.slice(cut));
        right.addMany(values.slice(0, cut));
        left.merge(right);
        expect(left.value()).toEqual(whole.value());
      }),
    );
  });

  it("have an accurate variance far from zero, and none of nothing", () => {
    const moments = new ExactMoments();
    moments.addMany([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect(moments.value()).toMatchObject({ mean: 1e9 + 10, variance: 22.5 });
    expect(new ExactMoments().value().variance).toBeUndefined();
  });

  it("have the variance that rational arithmetic gives, wherever the mean lies", () => {
    // Whole multiples of 2^-10, so that bigints hold everything exactly.
    const steps = fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.constantFrom(0, 1e4, 1e6, 1e8, 1e9, 1e12), (offsets, centre) => {
        const moments = new ExactMoments();
        moments.addMany(offsets.map((step) => centre + step / 1024));
        const count = BigInt(offsets.length);
        const total = offsets.reduce((sum, step) => sum + BigInt(step), 0n);
        const squares = offsets.reduce((sum, step) => sum + BigInt(step) * BigInt(step), 0n);
        const expected = Number(count * squares - total * total) / Number(count * count) / 1048576;
        const got = moments.value().variance ?? Number.NaN;
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-14 * expected);
      }),
    );
  });
});
