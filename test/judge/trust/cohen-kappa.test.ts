import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohenKappa, confusionTable } from "../../../src/judge/house.js";

const weights = ["none", "linear", "quadratic"] as const;

interface Case extends Record<(typeof weights)[number], { kappa: number; standardError: number }> {
  first: number[];
  second: number[];
  labels: number[];
  counts: number[][];
}
const fixture: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../../fixtures/evaluation/judge/cohen-kappa.json", import.meta.url), "utf8"),
);

describe("cohenKappa", () => {
  it.each(fixture.cases)("gives scikit-learn's kappa and statsmodels' standard error (case %#)", (golden) => {
    const table = confusionTable(golden.first, golden.second, { labels: golden.labels });
    expect(table.counts).toEqual(golden.counts);
    for (const weighting of weights) {
      const result = cohenKappa(table, { weights: weighting });
      expect(result?.kappa).toBeCloseTo(golden[weighting].kappa, 12);
      expect(result?.standardError).toBeCloseTo(golden[weighting].standardError, 7);
    }
  });

  it("is undefined where chance alone would agree on everything", () => {
    expect(cohenKappa(confusionTable(["a", "a"], ["a", "a"]))).toBeUndefined();
    expect(cohenKappa(confusionTable(["a", "a"], ["a", "a"], { labels: ["a", "b"] }))).toBeUndefined();
    expect(cohenKappa(confusionTable([], []))).toBeUndefined();
  });

  it("does not praise a rater who always says the more common label", () => {
    const people = Array.from({ length: 100 }, (_, item) => (item < 90 ? "good" : "bad"));
    expect(
      cohenKappa(
        confusionTable(
          people,
          people.map(() => "good"),
        ),
      )?.kappa,
    ).toBeCloseTo(0, 12);
  });

  it("is the same whichever rater is first, and 1 for equal ratings", () => {
    const rating = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(rating, rating), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...weights),
        (pairs, how) => {
          const [first, second] = [pairs.map(([left]) => left), pairs.map(([, right]) => right)];
          const forward = cohenKappa(confusionTable(first, second), { weights: how });
          const backward = cohenKappa(confusionTable(second, first), { weights: how });
          expect(forward === undefined).toBe(backward === undefined);
          if (forward && backward) expect(forward.kappa).toBeCloseTo(backward.kappa, 10);
          const same = cohenKappa(confusionTable(first, first), { weights: how });
          if (same) expect(same.kappa).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  it("refuses ratings that do not belong together", () => {
    expect(() => confusionTable([1], [1, 2])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [confusion table] Expected 1 ratings of the second rater, got 2 (number)]`,
    );
    expect(() => confusionTable([1], [3], { labels: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [confusion table] Expected one of \`labels\`, got 3 (number)]`,
    );
  });
});
