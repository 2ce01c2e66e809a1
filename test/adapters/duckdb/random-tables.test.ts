import fc from "fast-check";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import {
  accuracy,
  balancedAccuracy,
  brierScore,
  f1Score,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  r2,
  rocAuc,
} from "golden-pipeline/metrics";
import { createMemoryEngine, type Engine } from "golden-pipeline/ports";
import { type Contract, contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { sameNumbers } from "../../../src/testing/same-numbers.js";
import { type LoadedTable, loadTable, loadTables } from "./load-tables.js";

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 5 });
const number = fc.oneof(
  fc.constantFrom(0, -0, 0.3, 2.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, 5e-324),
  fc.integer({ min: -9, max: 9 }),
  fc.double(),
);
const whole = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(2n ** 53n, 2n ** 53n - 1n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)),
);
const text = fc.oneof(
  fc.constantFrom("", "a", "b", "it's", 'a"b', "ATL", "Zürich", "😀😀", "\\", "a\0"),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);
const time = fc.oneof(
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(0, -1, 1e12).map((one) => new Date(one)),
);
const row = fc.record({
  x: maybe(number),
  y: maybe(number),
  n: maybe(whole),
  w: maybe(text),
  b: maybe(fc.boolean()),
  at: maybe(time),
  t: maybe(time),
});
const columns = { x: "number", y: "number", n: "integer", w: "text", b: "boolean", at: "time", t: "time" } as const;

const strictly = contract(
  "strictly",
  z.strictObject({
    x: z.number().gt(-2).lte(8).multipleOf(1),
    n: z.int32().nullable(),
    w: z.string().min(1).max(3),
    b: z.literal(true).nullable(),
    at: z.date().min(new Date(0)),
    t: z.date().nullable(),
    y: z.number(),
  }),
  {
    eventTime: "at",
    rules: (one) => ({
      later: one.t.minutesSince(one.at).atLeast(0),
      near: one.x.minus(one.y).absolute().below(3).or(one.n.above(one.x)),
    }),
  },
);
const loosely = contract(
  "loosely",
  z.object({
    x: z.literal([0.3, 2.5, 0]).nullable(),
    n: z.number().nullable(),
    w: z.enum(["a", "it's", 'a"b', "", "\\"]).nullable(),
    b: z.boolean().nullable(),
    t: z.date().nullable(),
    y: z.int().nullable(),
  }),
  {
    rules: (one) => ({
      "no 'quoted'": one.w.isMissing().or(one.w.oneOf(["a", "'"]).not()),
      early: one.t.hourOfDay().below(12),
    }),
  },
);
/** Every column as another type than it has. */
const mistakenly = contract(
  "mistakenly",
  z.object({
    x: z.string().nullable(),
    n: z.boolean().nullable(),
    w: z.number().nullable(),
    b: z.date().nullable(),
    t: z.int().nullable(),
    at: z.string(),
  }),
);

const rowsOf = (values: readonly Readonly<Record<string, unknown>>[]): LoadedTable["rows"] =>
  // As readers give them: whole numbers that a double may not hold stay bigints.
  values.map((one) => ({
    ...one,
    n: typeof one.n === "bigint" && Number.isSafeInteger(Number(one.n)) ? Number(one.n) : one.n,
  }));

const sortKeys = (record: object) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

async function expectSame<Row>(engine: Engine, ours: Engine, stated: Contract<Row>): Promise<void> {
  const got = await engine.check("t", stated);
  const expected = await ours.check("t", stated);
  expect(got.unsupported).toEqual([]);
  sameNumbers(
    { ...got, reasons: sortKeys(got.reasons), missing: sortKeys(got.missing) },
    { ...expected, reasons: sortKeys(expected.reasons), missing: sortKeys(expected.missing) },
  );
  sameNumbers(await engine.profile("t", stated, { bins: 3 }), await ours.profile("t", stated, { bins: 3 }));
  const reference = await ours.profile("reference", stated, { bins: 3 });
  const now = await engine.profile("t", stated, { reference });
  for (const [at, column] of (await ours.profile("t", stated, { reference })).columns.entries()) {
    const found = now.columns[at];
    const { mean, ...numbers } = column.numbers ?? { mean: null };
    const { mean: foundMean, ...foundNumbers } = found?.numbers ?? { mean: null };
    sameNumbers({ ...found, numbers: foundNumbers }, { ...column, numbers });
    // A mean of numbers that nearly cancel each other is as exact as they are; the smallest doubles have but a few digits.
    const { minimum = 0, maximum = 0 } = column.numbers ?? {};
    const size = Math.max(Math.abs(minimum ?? 0), Math.abs(maximum ?? 0));
    expect(foundMean === null).toBe(mean === null);
    expect(Math.abs((foundMean ?? 0) / 2 - (mean ?? 0) / 2)).toBeLessThanOrEqual(1e-9 * size + 1e-320);
  }
}

describe("over random tables", () => {
  it("checks and profiles are those of our own rows", async () => {
    const connection = await loadTables({});
    const engine = duckdbEngine(connection);
    const property = fc.asyncProperty(
      fc.array(row, { maxLength: 40 }),
      fc.array(row, { maxLength: 20 }),
      async (values, others) => {
        const [rows, reference] = [rowsOf(values), rowsOf(others)];
        await loadTable(connection, "t", { columns, rows });
        const ours = createMemoryEngine({ t: rows, reference });
        await expectSame(engine, ours, strictly);
        await expectSame(engine, ours, loosely);
        await expectSame(engine, ours, mistakenly);
      },
    );
    await fc.assert(property, { numRuns: 40 });
    connection.closeSync();
  }, 240_000);

  it("metrics are those of our own rows", async () => {
    const connection = await loadTables({});
    const engine = duckdbEngine(connection);
    const share = fc.oneof(fc.constantFrom(0, 1, 0.5, 0.25), fc.double({ min: 0, max: 1, noNaN: true }));
    const size = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((one) => Math.round(one * 1e6) / 1e6);
    const scored = fc.record({ was: maybe(fc.boolean()), said: maybe(share), size: maybe(size), guess: maybe(size) });
    const property = fc.asyncProperty(fc.array(scored, { maxLength: 60 }), async (rows) => {
      await loadTable(connection, "t", {
        columns: { was: "boolean", said: "number", size: "number", guess: "number" },
        rows,
      });
      const ours = createMemoryEngine({ t: rows });
      const binary = {
        task: "binary",
        target: "was",
        output: "said",
        metrics: [
          logLoss(),
          brierScore({ scaleByHalf: false }),
          rocAuc(),
          accuracy(),
          f1Score({ threshold: 0.25 }),
          balancedAccuracy(),
        ],
      } as const;
      const numbers = {
        task: "number",
        target: "size",
        output: "guess",
        metrics: [meanAbsoluteError(), meanSquaredError(), r2()],
      } as const;
      for (const asked of [binary, numbers])
        sameNumbers(await engine.measure("t", asked), await ours.measure("t", asked));
    });
    await fc.assert(property, { numRuns: 60 });
    connection.closeSync();
  }, 240_000);
});
