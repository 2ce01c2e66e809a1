import { describe, expect, it } from "vitest";
import { retrainingNoise } from "../../../src/evaluation/compare/index.js";
import fixture from "../../fixtures/evaluation/compare.json" with { type: "json" };

describe("retraining noise", () => {
  it("is Nadeau and Bengio's corrected t test over fits", () => {
    for (const { differences, testShare, estimate, standardError, interval, pValue } of fixture.retraining) {
      const got = retrainingNoise(differences, testShare === null ? {} : { testShare });
      expect(got?.estimate).toBeCloseTo(estimate, 12);
      expect(got?.standardError).toBeCloseTo(standardError, 12);
      expect(got?.interval.low).toBeCloseTo(interval[0] as number, 10);
      expect(got?.interval.high).toBeCloseTo(interval[1] as number, 10);
      expect(got?.pValue).toBeCloseTo(pValue, 10);
      expect(got?.fits).toBe(differences.length);
    }
  });

  it("is larger the more training rows the fits share", () => {
    const differences = [0.01, 0.02, 0, 0.03];
    const independent = retrainingNoise(differences)?.standardError ?? 9;
    const folds = retrainingNoise(differences, { testShare: 0.25 })?.standardError ?? 0;
    expect(folds).toBeGreaterThan(independent);
  });

  it("says nothing of one fit or of fits without any noise, and 1 of no difference", () => {
    expect(retrainingNoise([0.1])).toBeUndefined();
    expect(retrainingNoise([0.1, 0.1, 0.1])).toBeUndefined();
    expect(retrainingNoise([0, 0, 0])?.pValue).toBe(1);
    expect(() => retrainingNoise([0, 1], { testShare: 1 })).toThrow("`testShare` to be a number between 0 and 1");
    expect(() => retrainingNoise([0, Number.NaN])).toThrow("a finite difference of fit 1");
  });
});
