import fc from "fast-check";
import { createRandom, InvalidArgumentError } from "golden-pipeline";
import {
  accuracy,
  averagePrecision,
  f1Score,
  logLoss,
  meanAbsoluteError,
  precision,
  rocAuc,
} from "golden-pipeline/metrics";
import type { Predictions } from "golden-pipeline/model";
import { holm } from "golden-pipeline/stats";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type Comparison, type ComparisonTest, compare } from "../../../src/evaluation/compare/index.js";
import { estimateDifference } from "../../../src/evaluation/estimates.js";
import { clusterRobustMean, shuffle, tTestPValue } from "../../../src/stats/house.js";

import fixture from "../../fixtures/evaluation/compare.json" with { type: "json" };

type Numbers = Predictions<number, number>;

function twoModels(seed: number, count: number, options: { readonly days?: number } = {}): readonly [Numbers, Numbers] {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, (_, row) => {
    const chance = random();
    return {
      id: `r${row}`,
      day: `d${row % (options.days ?? 31)}`,
      happened: Number(random() < chance),
      good: 0.8 * chance + 0.2 * random(),
      dull: 0.3 * chance + 0.7 * random(),
    };
  });
  const shared = {
    ids: rows.map(({ id }) => id),
    targets: rows.map(({ happened }) => happened),
    ...(options.days !== 0 && { clusters: rows.map(({ day }) => day) }),
    dataset: "flights@1",
    slices: { odd: Uint8Array.from(rows, (_, row) => row % 2) },
  };
  return [
    { ...shared, outputs: rows.map(({ good }) => good), version: "good@1" },
    { ...shared, outputs: rows.map(({ dull }) => dull), version: "dull@1" },
  ];
}

function reordered(predictions: Numbers, order: readonly number[]): Numbers {
  const pick = <Value>(values: ArrayLike<Value>): Value[] => order.map((row) => values[row] as Value);
  const { clusters, slices = {} } = predictions;
  return {
    ...predictions,
    ids: pick(predictions.ids),
    outputs: pick(predictions.outputs),
    targets: pick(predictions.targets),
    ...(clusters && { clusters: pick(clusters) }),
    slices: Object.fromEntries(Object.entries(slices).map(([name, mask]) => [name, Uint8Array.from(pick(mask))])),
  };
}

const everyTest = [
  { metric: accuracy(), test: "mcnemar" },
  { metric: logLoss(), test: "t" },
  { metric: logLoss(), test: "wilcoxon" },
  { metric: logLoss(), test: "permutation" },
  { metric: logLoss(), test: "bootstrap" },
  { metric: accuracy(), test: "bootstrap" },
  { metric: rocAuc(), test: "delong" },
  { metric: rocAuc(), test: "t" },
  { metric: rocAuc(), test: "permutation" },
  { metric: averagePrecision(), test: "bootstrap" },
  { metric: f1Score(), test: "t" },
  { metric: f1Score(), test: "bootstrap" },
  { metric: f1Score(), test: "permutation" },
] as const;
const quick = { metrics: everyTest, resamples: 199 };

describe("comparing two models", () => {
  it("finds the better one by every test, of all rows and of a slice", () => {
    const [good, dull] = twoModels(1, 900);
    const got = compare(good, dull, { ...quick, correction: "none" });
    expect(got.results).toHaveLength(2 * everyTest.length);
    for (const result of got.results) {
      expect(result, JSON.stringify(result)).toMatchObject({
        decision: "a-better",
        clusters: 31,
      });
      expect(result.difference).toBeGreaterThan(0);
      expect(result.interval?.low).toBeGreaterThan(0);
      expect(result.interval?.high).toBeGreaterThan(result.difference ?? 9);
      expect(result.adjustedPValue).toBeGreaterThanOrEqual(result.pValue ?? 9);
    }
    expect(got).toMatchObject({
      a: "good@1",
      b: "dull@1",
      dataset: "flights@1",
      rows: 900,
      clusters: 31,
      warnings: [],
    });
    expect(got.results.map(({ slice, rows }) => [slice, rows]).at(-1)).toEqual(["odd", 450]);
    expect(compare(good, dull, { ...quick, slices: false }).results).toHaveLength(everyTest.length);
  });

  it("is turned round when the models change places", () => {
    const [good, dull] = twoModels(2, 300);
    const [one, other] = [compare(good, dull, quick), compare(dull, good, quick)];
    one.results.forEach((result, index) => {
      const mirror = other.results[index];
      expect(mirror?.difference).toBe(-(result.difference as number));
      expect(mirror?.pValue).toBeCloseTo(result.pValue as number, 10);
      expect(mirror?.interval?.low).toBeCloseTo(-(result.interval?.high as number), 10);
      expect(mirror?.a).toBe(result.b);
      const swapped = { "a-better": "b-better", "b-better": "a-better" } as Partial<Record<string, string>>;
      expect(mirror?.decision).toBe(swapped[result.decision] ?? result.decision);
      if (result.discordant)
        expect(mirror?.discordant).toEqual({ onlyA: result.discordant.onlyB, onlyB: result.discordant.onlyA });
    });
  });

  it("does not depend on the order of rows, not by a bit", () => {
    const [good, dull] = twoModels(3, 200);
    const expected = compare(good, dull, quick);
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (left, right) => {
        const rows = [...good.ids.keys()];
        const [one, other] = [left, right].map((seed) => shuffle(createRandom(seed), rows)) as [number[], number[]];
        expect(compare(reordered(good, one), reordered(dull, other), quick).digest).toBe(expected.digest);
      }),
      { numRuns: 5 },
    );
  });

  it("shows no difference between equal models: every p-value is 1 and nothing is NaN", () => {
    for (const days of [31, 0]) {
      const [good] = twoModels(4, 120, { days });
      const got = compare(good, good, { ...quick, correction: "none" });
      for (const result of got.results) {
        expect(result, JSON.stringify(result)).toMatchObject({
          pValue: 1,
          difference: 0,
          decision: "no-difference-shown",
        });
        expect(result.interval).toMatchObject({ low: 0, high: 0 });
      }
      expect(JSON.stringify(got)).not.toContain("null");
    }
  });

  it("by default is the cluster-robust difference of the evaluation report", () => {
    const [good, dull] = twoModels(5, 400);
    const { clusters, targets } = good;
    const rows = { outputs: Float64Array.from(good.outputs), targets: Float64Array.from(targets), clusters };
    for (const metric of [logLoss(), rocAuc(), f1Score()]) {
      const expected = estimateDifference(metric, rows, { ...rows, outputs: Float64Array.from(dull.outputs) });
      const [got] = compare(good, dull, { metrics: [metric] }).results;
      expect(got?.test).toBe("t");
      expect(got?.difference).toBeCloseTo(expected?.estimate ?? 9, 12);
      expect(got?.pValue).toBeCloseTo((expected && tTestPValue(expected)) ?? 9, 12);
    }
  });

  it("chooses the test that fits the metric when asked to", () => {
    const chosen = (days: number, metrics: Parameters<typeof compare<boolean>>[2]["metrics"]) =>
      compare(...twoModels(6, 100, { days }), { metrics, test: "auto", resamples: 99, slices: false }).results.map(
        ({ test }) => test,
      );
    const metrics = [accuracy(), rocAuc(), logLoss(), f1Score()];
    expect(chosen(25, metrics)).toEqual(["mcnemar", "delong", "t", "t"]);
    expect(chosen(0, metrics)).toEqual(["mcnemar", "delong", "t", "bootstrap"]);
    expect(chosen(25, [{ metric: accuracy(), test: "permutation" }])).toEqual(["permutation"]);
  });

  it("corrects over metrics and slices together", () => {
    const [good, dull] = twoModels(7, 80);
    const metrics = [logLoss(), accuracy(), f1Score()];
    const got = (correction: Comparison["correction"]) => compare(good, dull, { metrics, correction }).results;
    const pValues = got("none").map(({ pValue }) => pValue as number);
    expect(got("none").map(({ adjustedPValue }) => adjustedPValue)).toEqual(pValues);
    expect(got("holm").map(({ adjustedPValue }) => adjustedPValue)).toEqual(holm(pValues));
    got("benjamini-hochberg").forEach(({ adjustedPValue }, index) => {
      expect(adjustedPValue).toBeLessThanOrEqual(holm(pValues)[index] as number);
      expect(adjustedPValue).toBeGreaterThanOrEqual(pValues[index] as number);
    });
  });

  it("compares texts as class labels, and numbers too when told so", () => {
    const targets = Array.from({ length: 90 }, (_, row) => ["cat", "dog", "eel"][row % 3] as string);
    const ids = targets.map((_, row) => `r${row}`);
    const wrong = (every: number) => targets.map((target, row) => (row % every === 0 ? "cat" : target));
    const [few, many] = [wrong(10), wrong(2)].map(
      (outputs): Predictions<string, string> => ({ ids, outputs, targets }),
    );
    const texts = [few, many] as [Predictions<string, string>, Predictions<string, string>];
    const of = ["cat", "dog", "eel"];
    const metrics = [accuracy(), precision({ of: "cat" })];
    const got = compare(...texts, { metrics, test: "auto", resamples: 500 });
    expect(got.results.map(({ decision }) => decision)).toEqual(["a-better", "a-better"]);
    expect(got.results[0]).toMatchObject({ test: "mcnemar", discordant: { onlyB: 0 } });
    expectTypeOf(got).toEqualTypeOf<Comparison>();
    const numbered = texts.map(
      ({ outputs, ...rest }): Numbers => ({
        ...rest,
        outputs: Array.from(outputs, (label) => 10 * of.indexOf(label)),
        targets: targets.map((label) => 10 * of.indexOf(label)),
      }),
    ) as [Numbers, Numbers];
    const again = compare(...numbered, {
      metrics: [accuracy(), precision({ of: 0 })],
      test: "auto",
      resamples: 500,
      classes: true,
    });
    expect(again.results.map(({ difference }) => difference)).toEqual(got.results.map(({ difference }) => difference));
  });

  it("takes targets of yes and no, and no metric of another kind of target", () => {
    const ids = Array.from({ length: 30 }, (_, row) => `r${row}`);
    const targets = ids.map((_, row) => row % 3 === 0);
    const model = (shift: number) => ({ ids, targets, outputs: ids.map((_, row) => (Math.sin(row * shift) + 1) / 2) });
    const { results } = compare(model(1), model(2), { metrics: [accuracy(), logLoss()] });
    const asNumbers = (shift: number) => ({ ...model(shift), targets: targets.map(Number) });
    expect(compare(asNumbers(1), asNumbers(2), { metrics: [accuracy(), logLoss()] }).results).toEqual(results);
    const texts = { ids, targets: ids, outputs: ids };
    expect(() => compare(texts, texts, { metrics: [logLoss()] })).toThrow("0 or 1, or yes or no, got r0 at row 0");
    // @ts-expect-error the error of texts
    expect(() => compare(texts, texts, { metrics: [meanAbsoluteError()] })).toThrow("finite targets, got r0 at row 0");
  });

  it("gives SciPy's exact permutation p-value of F1", () => {
    for (const { targets, a, b, difference, pValue } of fixture.f1Permutation) {
      const ids = targets.map((_, row) => `r${row}`);
      const models = [a, b].map((outputs): Numbers => ({ ids, outputs, targets })) as [Numbers, Numbers];
      const [got] = compare(...models, { metrics: [f1Score()], test: "permutation" }).results;
      expect(got?.difference).toBeCloseTo(difference, 12);
      expect(got?.pValue).toBeCloseTo(pValue, 12);
    }
  });
});

describe("a comparison", () => {
  it("warns when no cluster was stated", () => {
    const got = compare(...twoModels(8, 50, { days: 0 }), { metrics: [logLoss()] });
    expect(got.warnings).toEqual([expect.stringContaining("no cluster was stated")]);
    expect(got.results[0]?.clusters).toBe(50);
  });

  it("decides nothing on fewer than twenty clusters, and does not count such slices as tests", () => {
    const few = compare(...twoModels(9, 900, { days: 19 }), { metrics: [logLoss()] });
    expect(few.results.map(({ decision }) => decision)).toEqual(["inconclusive", "inconclusive"]);
    expect(few.results[0]?.pValue).toBeLessThan(0.01);
    expect(few.results[0]?.adjustedPValue).toBeUndefined();
    expect(few.warnings).toEqual(["only 19 clusters, 20 are needed to decide anything"]);
    const [good, dull] = twoModels(9, 900);
    const slices = {
      ...good.slices,
      few: Uint8Array.from(good.ids, (_, row) => (row < 5 ? 1 : 0)),
      none: new Uint8Array(900),
    };
    const { results } = compare({ ...good, slices }, dull, { metrics: [logLoss()] });
    expect(results.map(({ slice, decision }) => [slice, decision])).toEqual([
      [undefined, "a-better"],
      ["odd", "a-better"],
      ["few", "inconclusive"],
      ["none", "inconclusive"],
    ]);
    expect(results[3]).toMatchObject({ rows: 0, method: "no value on these rows" });
    expect(results.map(({ adjustedPValue }) => adjustedPValue === undefined)).toEqual([false, false, true, true]);
    const tested = results.slice(0, 2);
    expect(tested.map(({ adjustedPValue }) => adjustedPValue)).toEqual(
      holm(tested.map(({ pValue }) => pValue as number)),
    );
  });

  it("is not certain of rows that all differ alike", () => {
    const ids = ["1", "2", "3"];
    const rows = { ids, targets: [1, 1, 1] };
    const got = compare({ ...rows, outputs: [1, 1, 1] }, { ...rows, outputs: [0, 0, 0] }, { metrics: [accuracy()] });
    expect(got.results[0]).toMatchObject({ difference: 1, pValue: 0.25, decision: "inconclusive" });
  });

  it("does not decide against the means by ranks", () => {
    const ids = Array.from({ length: 40 }, (_, row) => `r${row}`);
    const targets = ids.map(() => 0);
    const a = { ids, targets, outputs: ids.map((_, row) => (row < 4 ? 100 : 1)) };
    const b = { ids, targets, outputs: ids.map(() => 2) };
    const [got] = compare(a, b, { metrics: [meanAbsoluteError()], test: "wilcoxon" }).results;
    expect(got?.rankBiserial).toBeGreaterThan(0);
    expect(got?.difference).toBeLessThan(0);
    expect(got?.adjustedPValue).toBeLessThan(0.01);
    expect(got).toMatchObject({ decision: "inconclusive", warnings: [expect.stringContaining("means do not show")] });
  });

  it("is plain JSON whose digest is the same by the same seed and another by any other number", () => {
    const models = twoModels(10, 150);
    const options = { metrics: [{ metric: logLoss(), test: "bootstrap" as const }], resamples: 99 };
    const got = compare(...models, options);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    expect(compare(...models, options).digest).toBe(got.digest);
    expect(compare(...models, { ...options, seed: 1 }).digest).not.toBe(got.digest);
    const more = compare(...models, { ...options, metrics: [accuracy(), ...options.metrics] });
    expect(more.results[1]?.interval).toEqual(got.results[0]?.interval);
  });

  it("says when no p-value of so many resamples could show a difference", () => {
    const [good, dull] = twoModels(14, 900);
    for (const test of ["bootstrap", "permutation"] as const) {
      const metrics = Array.from({ length: 5 }, () => ({ metric: f1Score(), test }));
      const [few] = compare(good, dull, { metrics, resamples: 99 }).results;
      expect(few).toMatchObject({
        decision: "no-difference-shown",
        warnings: ["no resample was as far out, but corrected over 10 results so few cannot show it: ask for more"],
      });
      expect(compare(good, dull, { metrics, resamples: 1999 }).results[0]).toMatchObject({ decision: "a-better" });
    }
  });

  it("says how often a metric had no value on the resamples", () => {
    const ids = Array.from({ length: 30 }, (_, row) => `r${row}`);
    const rows = { ids, targets: ids.map((_, row) => (row < 3 ? 1 : 0)) };
    const [a, b] = [0.3, 0.7].map((shift) => ({ ...rows, outputs: ids.map((_, row) => Math.sin(row + shift)) }));
    const [got] = compare(a as Numbers, b as Numbers, { metrics: [rocAuc()], test: "bootstrap" }).results;
    expect(got?.warnings).toEqual([expect.stringMatching(/^on \d+ of 9999 resamples the metric has no value$/)]);
    expect(got?.interval).toBeDefined();
  });

  it("refuses models that were not asked the same, naming the rows", () => {
    const [good, dull] = twoModels(11, 40);
    const run =
      (b: Partial<Numbers>, a: Partial<Numbers> = {}) =>
      () =>
        compare({ ...good, ...a }, { ...dull, ...b }, { metrics: [logLoss()] });
    const missing = reordered(dull, [...dull.ids.keys()].slice(2));
    expect(run(missing)).toThrow("the same ids, got r0, r1 in a alone");
    expect(run({ ids: dull.ids.map((id) => (id === "r5" ? "r6" : id)) })).toThrow(
      "every id of b once, got r6 more than once",
    );
    expect(run({ ids: dull.ids.map((id) => `x${id}`) })).toThrow(
      "r0, r1, r10 and 37 more in a alone, xr0, xr1, xr10 and 37 more in b",
    );
    expect(run({ dataset: "flights@2" })).toThrow('b on dataset flights@1, got "flights@2"');
    expect(run({ targets: good.targets }, {})).not.toThrow();
    expect(run({ targets: Array.from(good.targets, (target, row) => (row === 7 ? 1 - target : target)) })).toThrow(
      "the same target of each id in both, got another for r7",
    );
    expect(run({ clusters: good.ids })).toThrow("the same cluster of each id");
    expect(run({ outputs: Array.from(dull.outputs, (value, row) => (row === 3 ? Number.NaN : value)) })).toThrow(
      "a finite number as output of b of r3",
    );
    expect(run({}, { targets: [1] })).toThrow("40 targets of a, one an id");
    try {
      run({ dataset: "other" })();
    } catch (error) {
      expect(InvalidArgumentError.isInstance(error)).toBe(true);
    }
  });

  it("refuses a test that does not fit its metric", () => {
    const models = twoModels(12, 40);
    const run = (metric: ReturnType<typeof logLoss>, test: ComparisonTest) => () =>
      compare(...models, { metrics: [metric], test });
    expect(run(logLoss(), "mcnemar")).toThrow('0 or 1 of each row for `mcnemar`, got "log loss"');
    expect(run(rocAuc(), "wilcoxon")).toThrow("a value for each row for `wilcoxon`");
    expect(run(accuracy(), "delong")).toThrow("the area under the ROC curve for `delong`");
    expect(() => compare(...models, { metrics: [logLoss()], alpha: 5 })).toThrow(
      "`alpha` to be a number between 0 and 1",
    );
    expect(() => compare(...models, { metrics: [logLoss()], resamples: 0.5 })).toThrow("`resamples`");
  });

  it("of cluster-robust means has the interval of the statistics", () => {
    const [good, dull] = twoModels(13, 300);
    const losses = [good, dull].map(
      ({ outputs, targets }) =>
        logLoss().sample(Float64Array.from(targets), Float64Array.from(outputs)).rowValues ?? new Float64Array(),
    ) as [Float64Array, Float64Array];
    const robust = clusterRobustMean(
      losses[1].map((loss, row) => loss - (losses[0][row] as number)),
      good.clusters,
    );
    const [got] = compare(good, dull, { metrics: [logLoss()] }).results;
    expect(got?.difference).toBeCloseTo(robust?.estimate ?? 9, 12);
  });
});
