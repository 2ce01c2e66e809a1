import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { statisticInterval } from "golden-pipeline/stats";
import { describe, expect, it } from "vitest";
import { bootstrapInterval, clusterRobustMean, normalDraw, tInterval } from "../../../src/stats/house.js";
import fixture from "../../fixtures/evaluation/compare.json" with { type: "json" };

type Statistic = (values: readonly number[]) => number;

const mean: Statistic = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation: Statistic = (values) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) * (value - middle))));
};
const without = (values: readonly number[], left: number): number[] => values.filter((_, index) => index !== left);

describe("a bootstrap distribution", () => {
  it("gives SciPy's percentile and BCa intervals", () => {
    for (const { statistic, sample, confidence, resampled, bca, percentile } of fixture.bootstrap) {
      const of = statistic === "mean" ? mean : deviation;
      const distribution = {
        estimate: of(sample),
        resampled: Float64Array.from(resampled),
        jackknife: Float64Array.from(sample, (_, row) => of(without(sample, row))),
      };
      for (const [method, expected] of [
        ["bca", bca],
        ["percentile", percentile],
      ] as const) {
        const got = bootstrapInterval(distribution, { method, confidence });
        expect(got?.low).toBeCloseTo(expected[0] as number, 10);
        expect(got?.high).toBeCloseTo(expected[1] as number, 10);
      }
    }
  });

  it("has the p-value at which its interval touches the value", () => {
    const { sample, resampled } = fixture.bootstrap[0] as (typeof fixture.bootstrap)[number];
    const distribution = {
      estimate: mean(sample),
      resampled: Float64Array.from(resampled),
      jackknife: Float64Array.from(sample, (_, row) => mean(without(sample, row))),
    };
    for (const method of ["bca", "percentile"] as const)
      for (const against of [0, 0.1, -0.1, 0.5]) {
        const pValue = bootstrapInterval(distribution, { method, against })?.pValue ?? Number.NaN;
        const { low = 0, high = 0 } = bootstrapInterval(distribution, { method, confidence: 1 - pValue }) ?? {};
        const nearest = Math.min(Math.abs(low - against), Math.abs(high - against));
        expect(nearest).toBeLessThan(0.03);
      }
  });

  it("of a constant has no width, and of nothing there is none", () => {
    const constant = { estimate: 0, resampled: new Float64Array(99), jackknife: new Float64Array(5) };
    for (const method of ["bca", "percentile"] as const)
      expect(bootstrapInterval(constant, { method })).toEqual({ low: 0, high: 0, confidence: 0.95, pValue: 1 });
    expect(bootstrapInterval({ estimate: 0, resampled: new Float64Array() }, { method: "percentile" })).toBeUndefined();
  });
});

describe("the interval of a statistic", () => {
  const random = createRandom(8);
  const values = Float64Array.from({ length: 200 }, () => normalDraw(random, 0.1));
  const clusters = Array.from(values, (_, row) => `c${row % 25}`);
  const meanOf = (rows: Uint32Array): number => mean(Array.from(rows, (row) => values[row] as number));

  it("by jackknife is the t interval of a mean, by rows and by clusters of one size", () => {
    for (const options of [{}, { clusters }]) {
      const got = statisticInterval(meanOf, { rows: values.length, method: "jackknife", ...options });
      const robust = clusterRobustMean(values, options.clusters);
      const expected = robust && tInterval(robust);
      expect(got?.interval?.low).toBeCloseTo(expected?.low ?? 0, 10);
      expect(got?.interval?.high).toBeCloseTo(expected?.high ?? 0, 10);
      expect(got?.clusters).toBe(robust?.clusters);
    }
  });

  it("by resampling comes close to it, the same by the same seed", () => {
    for (const method of ["percentile", "bca"] as const)
      for (const options of [{}, { clusters }]) {
        const settings = { rows: values.length, method, seed: 4, ...options };
        const [got, exact] = [
          statisticInterval(meanOf, settings),
          statisticInterval(meanOf, { ...settings, method: "jackknife" }),
        ];
        expect(Math.abs((got?.interval?.low ?? 9) - (exact?.interval?.low ?? 0))).toBeLessThan(0.03);
        expect(Math.abs((got?.pValue ?? 9) - (exact?.pValue ?? 0))).toBeLessThan(0.05);
        expect(statisticInterval(meanOf, settings)).toEqual(got);
      }
  });

  it("draws and leaves out whole clusters", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 2, maxLength: 20 }), (codes) => {
        const sizes = new Map<number, number>();
        for (const code of codes) sizes.set(code, (sizes.get(code) ?? 0) + 1);
        const check = (rows: Uint32Array): number => {
          const seen = new Map<number, number>();
          for (const row of rows) seen.set(codes[row] as number, (seen.get(codes[row] as number) ?? 0) + 1);
          for (const [code, count] of seen) expect(count % (sizes.get(code) as number)).toBe(0);
          return rows.length;
        };
        statisticInterval(check, { rows: codes.length, clusters: codes, resamples: 20 });
      }),
      { numRuns: 30 },
    );
  });

  it("says nothing where there is too little to say it from", () => {
    expect(statisticInterval(() => 1, { rows: 0 })).toBeUndefined();
    expect(statisticInterval(() => undefined, { rows: 9 })).toBeUndefined();
    expect(statisticInterval(() => 1, { rows: 3, clusters: ["a", "a", "a"] })).toMatchObject({
      estimate: 1,
      interval: undefined,
      clusters: 1,
    });
    // Defined with all rows alone.
    const fragile = (rows: Uint32Array): number | undefined => (new Set(rows).size === 5 ? 1 : undefined);
    expect(statisticInterval(fragile, { rows: 5 })?.interval).toBeUndefined();
    expect(statisticInterval(fragile, { rows: 5, method: "percentile" })?.undefinedResamples).toBeGreaterThan(1000);
    expect(() => statisticInterval(() => 1, { rows: 2, clusters: ["a"] })).toThrow("2 clusters, one a row");
    expect(() => statisticInterval(() => 1, { rows: 2, resamples: 0 })).toThrow("`resamples`");
  });
});
