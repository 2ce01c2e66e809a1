import fc from "fast-check";
import {
  applyFeatures,
  createMemoryHistory,
  createRowFeaturizer,
  type FittedFeatures,
  features,
  fitFeatures,
  recordHistory,
} from "golden-pipeline/features";
import type { FeatureMatrix } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { batchOf, type Flight, flights, start } from "./flights.js";

const everything = features(flights, (flight) => {
  const byOrigin = flight.origin.history({ window: "6h" });
  const byCarrier = flight.carrier.history({ window: "90m" });
  const recent = byOrigin.mean("delay");
  return {
    distance: flight.distance.standardize(),
    taxi: flight.taxi,
    taxiImputed: flight.taxi.impute(1).logarithm(),
    charter: flight.charter,
    long: flight.distance.above(300),
    origin: flight.origin.oneHot({ maxCategories: 2 }),
    carrier: flight.carrier.oneHot(),
    hour: flight.departedAt.hourOfDay({ zone: "America/New_York" }).cyclical(),
    recent,
    recentImputed: recent.impute(0).standardize(),
    behind: flight.taxi.minus(byCarrier.mean("taxi")).plus(recent),
    lateShare: byOrigin.mean((past) => past.delay.atLeast(15)),
    delays: byCarrier.sum((past) => past.delay.dividedBy(7)),
    least: byOrigin.minimum("delay"),
    most: byCarrier.maximum("distance"),
    traffic: byOrigin.count(),
    known: byOrigin.count("delay"),
    daily: flight.departedAt.day().history({ window: "1d" }).count(),
  };
});

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 900 }),
  fc.double({ min: 0, max: 1e3, noNaN: true }),
  fc.constantFrom(-0, 0.1, 1e15, 2 ** 52),
);
const flight: fc.Arbitrary<Flight> = fc.record({
  departedAt: fc.integer({ min: 0, max: 240 }).map((minutes) => new Date(start + minutes * 120_000)),
  origin: fc.constantFrom("ATL", "JFK", "é"),
  carrier: fc.option(fc.constantFrom("AA", "DL")),
  distance: fc.oneof({ weight: 9, arbitrary: numbers }, fc.constant(Number.NaN)),
  taxi: fc.option(numbers),
  charter: fc.boolean(),
  delay: fc.option(
    fc.oneof(fc.integer({ min: -60, max: 900 }), fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)),
  ),
});

const bits = (matrix: FeatureMatrix, row: number): string[] =>
  matrix.columns.map((column) => {
    const value = column.type === "category" ? column.codes[row] : column.values[row];
    return `${column.name}=${Object.is(value, -0) ? "-0" : value}`;
  });

describe("features of rows and of columns", () => {
  it("are the same bits, histories included, in a process that has only the fitted JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(flight, { minLength: 1, maxLength: 60 }), async (rows) => {
        const batch = batchOf(rows);
        const fitted = fitFeatures(everything, { rows: batch });
        const matrix = applyFeatures(fitted, { rows: batch });
        const shipped = JSON.parse(JSON.stringify(fitted)) as FittedFeatures;
        const history = createMemoryHistory();
        await recordHistory(shipped, rows, history, { id: (_, index) => String(index) });
        const featurize = createRowFeaturizer(shipped);
        for (const [index, row] of rows.entries()) {
          const own = await featurize(row, history);
          expect(bits(own.matrix, 0)).toEqual(bits(matrix, index));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are the same bits whatever the order in which history arrived", async () => {
    const shuffled = fc
      .array(flight, { minLength: 2, maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, order]) => {
        const batch = batchOf(rows);
        const matrix = applyFeatures(fitFeatures(everything, { rows: batch }), { rows: batch });
        const past = batchOf(order.map((index) => rows[index] as Flight));
        const again = applyFeatures(fitFeatures(everything, { rows: batch, past }), { rows: batch, past });
        for (const index of rows.keys()) expect(bits(again, index)).toEqual(bits(matrix, index));
      }),
      { numRuns: 80 },
    );
  });

  it("do not see the row itself, nor one of the same instant", () => {
    const one = features(flights, ({ origin }) => ({
      mean: origin.history({ window: "7d" }).mean("distance"),
      count: origin.history({ window: "7d" }).count(),
    }));
    const row: Flight = {
      departedAt: new Date(start),
      origin: "ATL",
      carrier: null,
      distance: 500,
      taxi: null,
      charter: false,
      delay: 3,
    };
    const batch = batchOf([row, row]);
    const matrix = applyFeatures(fitFeatures(one, { rows: batch }), { rows: batch });
    expect(bits(matrix, 0)).toEqual(["mean=NaN", "count=0"]);
    expect(bits(matrix, 1)).toEqual(["mean=NaN", "count=0"]);
  });

  it("see a delay once the plane has landed, and while the window lasts", () => {
    const one = features(flights, ({ origin }) => ({ recent: origin.history({ window: "2h" }).mean("delay") }));
    // 1000 × 0.13 + 30 = 160 minutes in the air.
    const base = { origin: "ATL", carrier: null, distance: 1000, taxi: null, charter: false };
    const at = (minutes: number, delay: number | null): Flight => ({
      ...base,
      departedAt: new Date(start + minutes * 60_000),
      delay,
    });
    const batch = batchOf([at(0, 40), at(160, null), at(161, null), at(280, null), at(281, null)]);
    const matrix = applyFeatures(fitFeatures(one, { rows: batch }), { rows: batch });
    expect([0, 1, 2, 3, 4].map((row) => bits(matrix, row)[0])).toEqual([
      "recent=NaN",
      "recent=NaN",
      "recent=40",
      "recent=40",
      "recent=NaN",
    ]);
  });
});
