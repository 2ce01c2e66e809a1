import fc from "fast-check";
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brierScore,
  cohenKappa,
  expectedCalibrationError,
  f1Score,
  ksStatistic,
  lift,
  logLoss,
  matthewsCorrelation,
  meanAbsoluteError,
  meanSquaredError,
  precision,
  precisionRecallAuc,
  r2,
  recall,
  rocAuc,
  topKAccuracy,
} from "golden-pipeline/metrics";
import { createMemoryEngine, type Engine, type EngineMeasureOptions } from "golden-pipeline/ports";
import { type Contract, contract } from "golden-pipeline/schema";
import { expect } from "vitest";
import { z } from "zod";
import { sameNumbers } from "../../src/testing/same-numbers.js";
import type { LoadedTable } from "./duckdb/load-tables.js";

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

export interface LoadedEngine {
  readonly engine: Engine;
  /** Puts a table in the place of one of its name. */
  load(name: string, table: LoadedTable): Promise<void>;
}

/** Checks and profiles of random tables are those of our own rows. */
export async function checkRandomTables({ engine, load }: LoadedEngine, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(
    fc.array(row, { maxLength: 40 }),
    fc.array(row, { maxLength: 20 }),
    async (values, others) => {
      const [rows, reference] = [rowsOf(values), rowsOf(others)];
      await load("t", { columns, rows });
      const ours = createMemoryEngine({ t: rows, reference });
      await expectSame(engine, ours, strictly);
      await expectSame(engine, ours, loosely);
      await expectSame(engine, ours, mistakenly);
    },
  );
  // What is slow is not made smaller when it fails: the first counterexample has to do.
  await fc.assert(property, { numRuns, endOnFailure: numRuns < 10 });
}

const share = fc.oneof(fc.constantFrom(0, 1, 0.5, 0.25), fc.double({ min: 0, max: 1, noNaN: true }));
const size = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((one) => Math.round(one * 1e6) / 1e6);
/** Sums of eighths are exact, so that differences of them that are nothing are nothing in any order. */
const weight = fc.oneof(
  fc.constantFrom(0, 1, 2),
  fc.integer({ min: 0, max: 40 }).map((one) => one / 8),
);
const classes = ["ham", "it's", "Zürich", "1"] as const;
/** Sixteenths that sum to 1, many of them equal. */
const said = fc
  .array(fc.integer({ min: 0, max: 16 }), { minLength: 3, maxLength: 3 })
  .map((cuts) => [0, ...cuts.sort((left, right) => left - right), 16])
  .map((cuts) => cuts.slice(1).map((cut, at) => (cut - (cuts[at] ?? 0)) / 16));
const scored = fc
  .record({
    was: maybe(fc.boolean()),
    said: maybe(share),
    size: maybe(size),
    guess: maybe(size),
    weight: maybe(weight),
    kind: maybe(fc.constantFrom(...classes, "other")),
    kindly: maybe(fc.constantFrom(...classes)),
    said4: maybe(said),
  })
  .map(({ said4, ...rest }) => ({
    ...rest,
    ...Object.fromEntries(classes.map((_, at) => [`p${at}`, said4?.[at] ?? null])),
  }));
const scoredColumns = {
  was: "boolean",
  said: "number",
  size: "number",
  guess: "number",
  weight: "number",
  kind: "text",
  kindly: "text",
  ...Object.fromEntries(classes.map((_, at) => [`p${at}`, "number" as const])),
} as const;

const binary = {
  task: "binary",
  target: "was",
  output: "said",
  metrics: [
    logLoss(),
    brierScore({ scaleByHalf: false }),
    rocAuc(),
    averagePrecision(),
    precisionRecallAuc(),
    ksStatistic(),
    lift({ share: 0.3 }),
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
const decisions = [
  accuracy(),
  balancedAccuracy(),
  matthewsCorrelation(),
  cohenKappa(),
  ...classes.flatMap((of) => [precision({ of }), recall({ of }), f1Score({ of })]),
  ...(["micro", "macro", "weighted"] as const).flatMap((average) => [
    precision({ average }),
    recall({ average }),
    f1Score({ average }),
  ]),
];
const probabilities = {
  task: "classes",
  target: "kind",
  output: Object.fromEntries(classes.map((label, at) => [label, `p${at}`])),
  metrics: [...decisions, logLoss(), brierScore(), topKAccuracy({ k: 2 })],
} as const;
const decided = { task: "classes", target: "kind", output: "kindly", metrics: decisions } as const;
/** Metrics of one name have each a call of their own. */
const alone = [
  ...(["macro", "weighted", "micro"] as const).flatMap((average) => [
    rocAuc({ average }),
    averagePrecision({ average }),
    precisionRecallAuc({ average }),
  ]),
  rocAuc({ multiClass: "ovo" }),
  rocAuc({ multiClass: "ovo", average: "weighted" }),
];
const calibrated = (["uniform", "quantile"] as const).flatMap((strategy) =>
  ([{ classes: "likeliest" }, { classes: "each" }, { classes: { of: "it's" } }] as const).map((asked) =>
    expectedCalibrationError({ ...asked, strategy, bins: 4 }),
  ),
);

/** Metrics of random tables, with ties and weights, are those of our own rows. */
export async function measureRandomTables({ engine, load }: LoadedEngine, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(fc.array(scored, { maxLength: 60 }), fc.nat(), async (rows, pick) => {
    await load("t", { columns: scoredColumns, rows });
    const ours = createMemoryEngine({ t: rows });
    const expectAlike = async (asked: EngineMeasureOptions, digits?: number): Promise<void> => {
      const [got, expected] = [await engine.measure("t", asked), await ours.measure("t", asked)];
      if (digits === undefined) sameNumbers(got, expected);
      else
        for (const [name, value] of Object.entries(expected.values)) {
          expect(got.values[name] === undefined).toBe(value === undefined);
          // What nearly cancels is as exact as a share is.
          if (value !== undefined) expect(got.values[name]).toBeCloseTo(value, digits);
        }
    };
    for (const asked of [binary, numbers, probabilities, decided])
      for (const weights of [{}, { weights: "weight" }]) await expectAlike({ ...asked, ...weights });
    const [ranking, calibration] = [alone[pick % alone.length], calibrated[pick % calibrated.length]];
    if (ranking === undefined || calibration === undefined) throw new Error("there is none");
    const whole = ranking.params.multiClass === "ovo" ? {} : { weights: "weight" };
    await expectAlike({ ...probabilities, metrics: [ranking] });
    await expectAlike({ ...probabilities, ...whole, metrics: [ranking] });
    await expectAlike({ ...probabilities, metrics: [calibration] }, 11);
    await expectAlike({ ...probabilities, weights: "weight", metrics: [calibration] }, 11);
    const { strategy } = calibration.params;
    const ofYesNo = expectedCalibrationError({ bins: 3, strategy: strategy === "quantile" ? "quantile" : "uniform" });
    await expectAlike({ ...binary, metrics: [ofYesNo] }, 11);
    await expectAlike({ ...binary, weights: "weight", metrics: [ofYesNo] }, 11);
  });
  // What is slow is not made smaller when it fails: the first counterexample has to do.
  await fc.assert(property, { numRuns, endOnFailure: numRuns < 10 });
}
