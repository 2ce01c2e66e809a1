import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import {
  clusteredMcnemarTest,
  delongTest,
  drawBinomial,
  drawMultinomial,
  mcnemarTest,
  signFlipTest,
  wilcoxonTest,
} from "../../../src/stats/house.js";
import fixture from "../../fixtures/evaluation/compare.json" with { type: "json" };

const signs = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 40 });

describe("McNemar's test", () => {
  it("gives statsmodels' exact and chi-square p-values, and the mid-p of the binomial", () => {
    for (const { onlyA, onlyB, exact, midP, chiSquare, corrected } of fixture.mcnemar) {
      const of = (method: "exact" | "mid-p" | "chi-square" | "corrected chi-square") =>
        mcnemarTest({ onlyA, onlyB }, { method }).pValue;
      expect(of("exact")).toBeCloseTo(exact, 12);
      expect(of("mid-p")).toBeCloseTo(midP, 12);
      expect(of("chi-square")).toBeCloseTo(chiSquare, 12);
      expect(of("corrected chi-square")).toBeCloseTo(corrected, 12);
    }
    expect(() => mcnemarTest({ onlyA: -1, onlyB: 2 })).toThrow("`onlyA` to be a count");
  });

  it("of clusters counts every sign of their surplus", () => {
    for (const { a, b, clusters, exact, midP } of fixture.clusteredMcnemar) {
      expect(clusteredMcnemarTest(a, b, clusters).pValue).toBeCloseTo(exact, 12);
      expect(clusteredMcnemarTest(a, b, clusters, { method: "mid-p" }).pValue).toBeCloseTo(midP, 12);
    }
  });

  it("of clusters of one row is the test of rows", () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(30),
        fc.constantFrom("exact" as const, "mid-p" as const),
        (onlyA, onlyB, method) => {
          const a = [...Array<number>(onlyA).fill(1), ...Array<number>(onlyB).fill(0), 1, 0];
          const b = [...Array<number>(onlyA).fill(0), ...Array<number>(onlyB).fill(1), 1, 0];
          const clustered = clusteredMcnemarTest(a, b, [...a.keys()], { method });
          expect(clustered.pValue).toBeCloseTo(mcnemarTest({ onlyA, onlyB }, { method }).pValue, 12);
          expect(clustered).toMatchObject({ onlyA, onlyB });
        },
      ),
    );
  });

  it("turns to the normal where counting would take too long", () => {
    const random = createRandom(1);
    const rows = 60_000;
    const a = Array.from({ length: rows }, () => Number(random() < 0.5));
    const b = Array.from({ length: rows }, () => Number(random() < 0.5));
    const { pValue, onlyA, onlyB } = clusteredMcnemarTest(a, b, [...a.keys()]);
    expect(pValue).toBeCloseTo(mcnemarTest({ onlyA, onlyB }, { method: "chi-square" }).pValue, 10);
  });
});

describe("Wilcoxon's signed-rank test", () => {
  it("gives SciPy's statistic and p-values, by normal and exact, with ties and zeros", () => {
    for (const { differences, zeros, statistic, normal, exact } of fixture.wilcoxon) {
      const options = { zeros: zeros as "wilcox" | "pratt" };
      const got = wilcoxonTest(differences, { ...options, method: "normal" });
      expect(got?.pValue).toBeCloseTo(normal, 12);
      expect(Math.min(got?.positiveRanks ?? 0, got?.negativeRanks ?? 0)).toBe(statistic);
      if (exact !== null)
        expect(wilcoxonTest(differences, { ...options, method: "exact" })?.pValue).toBeCloseTo(exact, 12);
    }
  });

  it("flips signs by cluster as Rosner, Glynn and Lee do", () => {
    for (const { differences, clusters, normal, exact } of fixture.clusteredWilcoxon) {
      expect(wilcoxonTest(differences, { clusters, method: "normal" })?.pValue).toBeCloseTo(normal, 12);
      if (exact !== null) expect(wilcoxonTest(differences, { clusters })?.pValue).toBeCloseTo(exact, 12);
    }
  });

  it("finds nothing where nothing differs, and has no value of nothing", () => {
    for (const method of ["auto", "normal"] as const)
      expect(wilcoxonTest([0, 0, 0], { method })).toMatchObject({ pValue: 1, rankBiserial: undefined, zeros: 3 });
    expect(wilcoxonTest([])).toBeUndefined();
    expect(() => wilcoxonTest([1, Number.NaN])).toThrow("difference of row 1");
  });

  it("is turned round with its differences", () => {
    fc.assert(
      fc.property(signs, (differences) => {
        const [one, other] = [wilcoxonTest(differences), wilcoxonTest(differences.map((value) => -value))];
        expect(other?.pValue).toBe(one?.pValue);
        expect(other?.positiveRanks).toBe(one?.negativeRanks);
      }),
    );
  });
});

describe("the sign-flip test", () => {
  it("gives SciPy's exact permutation p-value", () => {
    for (const { differences, pValue, mean } of fixture.signFlips) {
      const got = signFlipTest(differences);
      expect(got).toMatchObject({ exact: true, clusters: differences.length });
      expect(got?.pValue).toBeCloseTo(pValue, 12);
      expect(got?.estimate).toBeCloseTo(mean, 12);
    }
  });

  it("comes close to the exact p-value by random flips, never to zero, and the same again by the same seed", () => {
    const differences = Array.from({ length: 40 }, (_, row) => Math.sin(row) + 0.2);
    const exact = signFlipTest(differences.map((value) => Math.round(value * 1000)))?.pValue ?? Number.NaN;
    const random = signFlipTest(differences, { resamples: 20_000, seed: 3 });
    expect(random?.exact).toBe(false);
    expect(Math.abs((random?.pValue ?? 0) - exact)).toBeLessThan(0.015);
    expect(signFlipTest(differences, { resamples: 20_000, seed: 3 })).toEqual(random);
    expect(
      signFlipTest(
        differences.map((value) => value + 9),
        { resamples: 99 },
      )?.pValue,
    ).toBe(0.01);
  });

  it("flips whole clusters", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }), (sums) => {
        const halves = sums.flatMap((sum) => [sum / 2, sum / 2]);
        const clusters = sums.flatMap((_, cluster) => [`c${cluster}`, `c${cluster}`]);
        expect(signFlipTest(halves, { clusters })?.pValue).toBe(signFlipTest(sums)?.pValue);
      }),
    );
    expect(signFlipTest([])).toBeUndefined();
    expect(signFlipTest([0, 0])?.pValue).toBe(1);
  });
});

describe("DeLong's test", () => {
  it("gives what all pairs give, of rows and of Obuchowski's clusters, with ties", () => {
    for (const { a, b, targets, clusters, areaA, areaB, standardError, pValue } of fixture.delong) {
      const got = delongTest(a, b, targets, clusters === null ? {} : { clusters });
      expect(got?.a).toBeCloseTo(areaA, 12);
      expect(got?.b).toBeCloseTo(areaB, 12);
      expect(got?.standardError).toBeCloseTo(standardError, 12);
      expect(got?.pValue).toBeCloseTo(pValue, 11);
      const { interval } = got ?? {};
      expect(((interval?.low ?? 0) + (interval?.high ?? 0)) / 2).toBeCloseTo(areaA - areaB, 12);
    }
  });

  it("finds equal models equal, and claims nothing of a difference without variance", () => {
    const { a, targets } = fixture.delong[1] as (typeof fixture.delong)[number];
    expect(delongTest(a, a, targets)).toMatchObject({ difference: 0, standardError: 0, pValue: 1 });
    expect(
      delongTest(
        targets,
        targets.map(() => 0.5),
        targets,
      ),
    ).toMatchObject({ difference: 0.5, pValue: undefined });
    expect(delongTest([0.1, 0.2], [0.2, 0.1], [1, 1])).toBeUndefined();
    expect(() => delongTest([1], [1, 2], [1, 0])).toThrow("2 outputs of a");
    expect(() => delongTest([1, 2], [1, 2], [1, 2])).toThrow("0 or 1 as target of row 1");
  });
});

describe("binomial draws", () => {
  it("come up as often as the binomial says", () => {
    const random = createRandom(11);
    for (const { trials, probability, pmf } of fixture.binomial) {
      const draws = 40_000;
      const counts = new Float64Array(trials + 1);
      for (let draw = 0; draw < draws; draw++) {
        const drawn = drawBinomial(random, trials, probability);
        counts[drawn] = (counts[drawn] as number) + 1;
      }
      let [statistic, cells] = [0, 0];
      pmf.forEach((chance, value) => {
        if (chance * draws < 5) return;
        cells++;
        statistic += ((counts[value] as number) - chance * draws) ** 2 / (chance * draws);
      });
      // Five standard deviations above the mean of chi-square.
      expect(statistic).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
    }
  });

  it("of several kinds add up to all draws", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), fc.nat(5000), (weights, draws) => {
        fc.pre(weights.some((weight) => weight > 0));
        const counts = new Float64Array(weights.length);
        drawMultinomial(createRandom(draws), draws, Float64Array.from(weights), counts);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(draws);
        expect(counts.every((count, kind) => count >= 0 && (count === 0 || (weights[kind] as number) > 0))).toBe(true);
      }),
    );
  });
});
