import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { holm } from "golden-pipeline/stats";
import { describe, expect, it } from "vitest";
import {
  benjaminiHochberg,
  chiSquare,
  chiSquareTest,
  clusterRobustDifference,
  clusterRobustMean,
  compareProportionCounts,
  minimumDetectableEffect,
  normal,
  normalDraw,
  quantileSorted,
  sampleIndices,
  shuffle,
  studentT,
  tInterval,
  tTestPValue,
  wilsonInterval,
} from "../../src/stats/house.js";
import fixture from "../fixtures/stats/inference.json" with { type: "json" };

describe("inference agrees with statsmodels and scipy", () => {
  it("on cluster-robust means", () => {
    const { values, clusters, mean, standardError } = fixture.cluster;
    const got = clusterRobustMean(values, clusters);
    expect(got?.estimate).toBeCloseTo(mean, 12);
    expect((got?.standardError ?? 0) / standardError).toBeCloseTo(1, 12);
    expect(got).toMatchObject({ clusters: 12, degreesOfFreedom: 11, rows: 60 });
  });

  it("on intervals of proportions", () => {
    for (const { k, n, interval } of fixture.wilson) {
      const got = wilsonInterval({ successes: k, trials: n });
      expect(got?.low).toBeCloseTo(interval[0] as number, 12);
      expect(got?.high).toBeCloseTo(interval[1] as number, 12);
    }
    for (const { a, b, interval } of fixture.newcombe) {
      const got = compareProportionCounts(
        { successes: a[0] as number, trials: a[1] as number },
        { successes: b[0] as number, trials: b[1] as number },
      );
      expect(got?.interval.low).toBeCloseTo(interval[0] as number, 12);
      expect(got?.interval.high).toBeCloseTo(interval[1] as number, 12);
    }
  });

  it("on adjusted p-values, chi-square and quantiles", () => {
    holm(fixture.pValues).forEach((value, index) => void expect(value).toBeCloseTo(fixture.holm[index] as number, 14));
    benjaminiHochberg(fixture.pValues).forEach(
      (value, index) => void expect(value).toBeCloseTo(fixture.benjaminiHochberg[index] as number, 14),
    );
    const { observed, expected, statistic, pValue } = fixture.chiSquare;
    expect(chiSquareTest(observed, expected)?.statistic).toBeCloseTo(statistic, 12);
    expect(chiSquareTest(observed, expected)?.pValue).toBeCloseTo(pValue, 12);
    for (const [p, df, value] of fixture.quantiles.t as [number, number, number][])
      expect(studentT.quantile(p, df)).toBeCloseTo(value, 10);
    for (const [p, value] of fixture.quantiles.normal as [number, number][])
      expect(normal.quantile(p)).toBeCloseTo(value, 11);
    for (const [p, df, value] of fixture.quantiles.chi2 as [number, number, number][])
      expect(chiSquare.quantile(p, df)).toBeCloseTo(value, 10);
  });

  it("of which one is none are refused, as one would spoil all", () => {
    for (const adjust of [holm, benjaminiHochberg])
      for (const none of [Number.NaN, -0.1, 1.1, undefined as never])
        expect(() => adjust([0.01, none, 0.5])).toThrow(
          /p-values between 0 and 1, got "?(NaN|-0.1|1.1|undefined) at index 1/,
        );
  });
});

describe("inference with too little data", () => {
  it("gives undefined instead of a number", () => {
    expect(clusterRobustMean([])).toBeUndefined();
    expect(clusterRobustMean([1, 2], ["a", "a"])).toMatchObject({
      estimate: 1.5,
      standardError: undefined,
      clusters: 1,
    });
    expect(tInterval({ estimate: 1, standardError: undefined, degreesOfFreedom: 0 })).toBeUndefined();
    expect(minimumDetectableEffect({ standardError: undefined, degreesOfFreedom: 0 })).toBeUndefined();
    expect(wilsonInterval({ successes: 0, trials: 0 })).toBeUndefined();
    expect(chiSquareTest([5], [5])).toBeUndefined();
    expect(quantileSorted([], 0.5)).toBeUndefined();
  });
});

describe("clusters", () => {
  it("widen the error when rows of one cluster move together", () => {
    const values = Array.from({ length: 100 }, (_, row) => (Math.floor(row / 10) % 2 === 0 ? 1 : -1));
    const clusters = values.map((_, row) => Math.floor(row / 10));
    expect(clusterRobustMean(values, clusters)?.standardError ?? 0).toBeGreaterThan(
      3 * (clusterRobustMean(values)?.standardError ?? 1),
    );
    expect(
      tTestPValue(clusterRobustMean(values, clusters) ?? { estimate: 1, standardError: 0, degreesOfFreedom: 1 }),
    ).toBe(1);
  });

  it("do not matter when every row is its own, whatever the order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 50 }),
        (values) => {
          const own = clusterRobustMean(
            values,
            values.map((_, row) => row),
          );
          expect(own).toEqual(clusterRobustMean(values));
          expect(clusterRobustMean([...values].reverse())).toEqual(own);
        },
      ),
    );
  });

  it("give the same bits whatever the order of rows", () => {
    const row = fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 80 }), fc.nat(), (rows, seed) => {
        const mixed = shuffle(createRandom(seed), rows);
        const estimate = (all: typeof rows) =>
          clusterRobustMean(
            all.map(([value]) => value),
            all.map(([, cluster]) => cluster),
          );
        expect(estimate(mixed)).toEqual(estimate(rows));
      }),
    );
  });

  it("of values with NaN give NaN and come to an end", () => {
    const difference = clusterRobustDifference({ values: [1, Number.NaN, 3] }, { values: [1, 2, 3] });
    expect(difference).toBeDefined();
    if (difference !== undefined) expect(tInterval(difference)?.low).toBeNaN();
  });

  it("of two arms give a difference with both arms' errors", () => {
    const difference = clusterRobustDifference({ values: [1, 2, 3, 4] }, { values: [0, 1, 2, 3] });
    expect(difference?.estimate).toBe(1);
    // Welch's t test of the same numbers.
    expect(difference?.standardError).toBeCloseTo(Math.sqrt((5 / 3 / 4) * 2), 12);
    expect(difference?.degreesOfFreedom).toBeCloseTo(6, 12);
  });
});

describe("quantileSorted", () => {
  it("keeps infinities at the ends and refuses a q outside 0 to 1", () => {
    expect(quantileSorted([Number.NEGATIVE_INFINITY, 1, 2], 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(quantileSorted([1, 2, Number.POSITIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
    expect(quantileSorted([1, 2, 4], 0.75)).toBe(3);
    expect(() => quantileSorted([1, 2], 2)).toThrow("`q` to be between 0 and 1, got 2");
  });
});

describe("random draws", () => {
  it("depend only on the seed and the stream's name", () => {
    const draw = (name: string): number[] => Array.from({ length: 5 }, () => normalDraw(createRandom(1).stream(name)));
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("have the moments they promise", () => {
    const random = createRandom(7);
    const draws = Array.from({ length: 20_000 }, () => normalDraw(random, 3, 2));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / draws.length;
    expect(Math.abs(mean - 3)).toBeLessThan(0.06);
    expect(Math.abs(variance - 4)).toBeLessThan(0.2);
  });

  it("shuffle keeps the items, sampling gives different rising indices", () => {
    const random = createRandom("x");
    expect(shuffle(random, [1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
    const sample = [...sampleIndices(random, 1000, 50)];
    expect(new Set(sample).size).toBe(50);
    expect(sample).toEqual([...sample].sort((left, right) => left - right));
    expect(() => sampleIndices(random, 3, 4)).toThrow("a sample size from 0 to 3");
  });
});
