import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { roganGladen } from "../../../src/judge/house.js";

type Counts = [number, number];
const fixture: {
  cases: { apparent: Counts; sensitivity: Counts; specificity: Counts; unclipped: number; low: number; high: number }[];
} = JSON.parse(readFileSync(new URL("../../fixtures/evaluation/judge/rogan-gladen.json", import.meta.url), "utf8"));

const proportion = ([successes, trials]: Counts) => ({ successes, trials });

describe("roganGladen", () => {
  it.each(fixture.cases)("gives the published correction and interval (case %#)", (golden) => {
    const corrected = roganGladen({
      apparent: proportion(golden.apparent),
      sensitivity: proportion(golden.sensitivity),
      specificity: proportion(golden.specificity),
    });
    expect(corrected?.unclipped).toBeCloseTo(golden.unclipped, 12);
    expect(corrected?.prevalence).toBeCloseTo(Math.min(1, Math.max(0, golden.unclipped)), 12);
    expect(corrected?.interval.low).toBeCloseTo(golden.low, 10);
    expect(corrected?.interval.high).toBeCloseTo(golden.high, 10);
  });

  it("is undefined for a judge no better than chance, or without labels to know it by", () => {
    const half = { successes: 5, trials: 10 };
    expect(roganGladen({ apparent: half, sensitivity: half, specificity: half })).toBeUndefined();
    const none = { successes: 0, trials: 0 };
    expect(roganGladen({ apparent: half, sensitivity: none, specificity: half })).toBeUndefined();
  });

  it("refuses impossible counts", () => {
    const half = { successes: 5, trials: 10 };
    const impossible = { successes: 11, trials: 10 };
    expect(() => roganGladen({ apparent: impossible, sensitivity: half, specificity: half })).toThrow(/`apparent`/);
  });
});
