import { readFileSync } from "node:fs";
import fc from "fast-check";
import { applyFeatures, type FittedFeatures, features, fitFeatures } from "golden-pipeline/features";
import { type Batch, batchFromRows, contract } from "golden-pipeline/schema";

import { describe, expect, it } from "vitest";
import { z } from "zod";

const table = contract("table", z.object({ x: z.number().nullable(), word: z.string().nullable() }));
const batchOf = (rows: readonly { readonly x?: number | null; readonly word?: string | null }[]): Batch =>
  batchFromRows(table.columns, rows);
const scaled = features(table, ({ x }) => ({ x: x.standardize() }));
const worded = (maxCategories: number) => features(table, ({ word }) => ({ word: word.oneHot({ maxCategories }) }));
const learned = (fitted: FittedFeatures) => fitted.definitions[0]?.state as { mean: number; scale: number };

interface ScalerCase {
  readonly values: readonly (number | null)[];
  readonly mean: number;
  readonly scale: number;
  readonly transformed: readonly (number | null)[];
}
const reference = JSON.parse(
  readFileSync(new URL("../fixtures/features/standard-scaler.json", import.meta.url), "utf8"),
) as { readonly cases: Readonly<Record<string, ScalerCase>> };

describe("standardize learns what scikit-learn's StandardScaler learns:", () => {
  it.each(Object.entries(reference.cases))("%s", (_, { values, mean, scale, transformed }) => {
    const rows = batchOf(values.map((x) => ({ x })));
    const fitted = fitFeatures(scaled, { rows });
    // Ours is summed exactly; the reference rounds on the way, by a few units in the last place of the mean.
    const rounding = 8 * Number.EPSILON * Math.abs(mean);
    expect(Math.abs(learned(fitted).mean - mean)).toBeLessThanOrEqual(rounding);
    expect(Math.abs(learned(fitted).scale - scale)).toBeLessThanOrEqual(1e-14 * scale + rounding);
    const [column] = applyFeatures(fitted, { rows }).columns;
    transformed.forEach((expected, row) => {
      const value = column?.type === "number" ? column.values[row] : undefined;
      if (expected === null) expect(value).toBeNaN();
      else
        expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(
          1e-13 * Math.abs(expected) + (2 * rounding) / scale,
        );
    });
  });
});

describe("fitting", () => {
  it("gives the same JSON whatever the order of the training rows", () => {
    const row = fc.record({
      x: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      word: fc.option(fc.constantFrom("a", "b", "é", "\u{10000}", "\uffff", "")),
    });
    const both = features(table, ({ x, word }) => ({ x: x.standardize(), word: word.oneHot({ maxCategories: 3 }) }));
    fc.assert(
      fc.property(
        fc
          .array(row, { maxLength: 40 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, mixed]) => {
          expect(fitFeatures(both, { rows: batchOf(mixed) }).digest).toBe(
            fitFeatures(both, { rows: batchOf(rows) }).digest,
          );
        },
      ),
    );
  });

  it("passes over missing values and NaN", () => {
    const fitted = fitFeatures(scaled, { rows: batchOf([{ x: 1 }, { x: null }, { x: Number.NaN }, { x: 3 }]) });
    expect(learned(fitted)).toEqual({ mean: 2, scale: 1 });
  });

  it("invents no scale from nothing: the feature is missing everywhere", () => {
    const fitted = fitFeatures(scaled, { rows: batchOf([{ x: null }]) });
    expect(learned(fitted)).toEqual({ mean: null });
    expect(applyFeatures(fitted, { rows: batchOf([{ x: 5 }]) }).columns[0]).toMatchObject({
      values: Float64Array.of(Number.NaN),
    });
  });

  it("refuses to standardize what is infinite", () => {
    expect(() =>
      fitFeatures(scaled, { rows: batchOf([{ x: 1 }, { x: Number.NEGATIVE_INFINITY }]) }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features x] Expected finite numbers to standardize; \`clip\` bounds them, got -Infinity (number)]`,
    );
  });

  it("keeps the most frequent categories, equals in code point order; what is rarer, unknown or missing has no category", () => {
    const words = ["b", "b", "a", "c", "\uffff", "\u{10000}", null, null, null];
    const fitted = fitFeatures(worded(4), { rows: batchOf(words.map((word) => ({ word }))) });
    expect(fitted.definitions[0]?.output).toEqual({
      type: "category",
      names: ["word=b", "word=a", "word=c", "word=\uffff"],
      categories: ["b", "a", "c", "\uffff"],
    });
    const rows = batchOf([{ word: "\uffff" }, { word: "\u{10000}" }, { word: "new" }, { word: null }, { word: "b" }]);
    expect(applyFeatures(fitted, { rows }).columns[0]).toMatchObject({ codes: Int32Array.of(3, -1, -1, -1, 0) });
  });

  it("gives two numbers for what repeats", () => {
    const clock = features(table, ({ x }) => ({ hour: x.cyclical({ period: 24 }) }));
    const fitted = fitFeatures(clock, { rows: batchOf([]) });
    const { columns } = applyFeatures(fitted, { rows: batchOf([{ x: 6 }, { x: null }]) });
    expect(columns.map(({ name }) => name)).toEqual(["hour sine", "hour cosine"]);
    expect(columns[0]).toMatchObject({ values: Float64Array.of(1, Number.NaN) });
  });

  it("carries a digest of all it holds", () => {
    const learn = (x: number) => fitFeatures(scaled, { rows: batchOf([{ x }, { x: 2 }]) });
    expect(learn(1).digest).toBe(learn(1).digest);
    expect(learn(1).digest).not.toBe(learn(3).digest);
    expect(JSON.parse(JSON.stringify(learn(1)))).toEqual(learn(1));
  });
});
