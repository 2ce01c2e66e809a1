import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { brierScore, logLoss, meanAbsoluteError, r2, rocAuc } from "golden-pipeline/metrics";
import { createMemoryEngine, type Engine, profileDistances } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sameNumbers } from "../../../src/testing/same-numbers.js";

const file = "node_modules/vega-datasets/data/flights-20k.json";
const flights = contract(
  "flights",
  z.object({
    date: z.date(),
    delay: z.int().min(-60).max(240),
    distance: z.int().min(40),
    origin: z.string().regex(/^[A-Z]{3}$/),
    destination: z.string().length(3),
  }),
  {
    eventTime: "date",
    rules: (flight) => ({
      "goes somewhere": flight.origin.differsFrom(flight.destination),
      "short flights by day": flight.distance.above(150).or(flight.date.hourOfDay().between(6, 21)),
      "not from Hawaii on Sundays": flight.origin.oneOf(["HNL", "OGG"]).not().or(flight.date.dayOfWeek().below(7)),
    }),
  },
);
const read = `SELECT strptime(date, '%Y/%m/%d %H:%M') AS date, delay, distance, origin, destination,
  delay >= 15 AS late, 1 / (1 + exp(-(distance - 700) / 900.0::double)) AS said FROM read_json('${file}')`;

describe("the flights", () => {
  let engine: Engine;
  let ours: Engine;
  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    await connection.run(`CREATE VIEW flights AS ${read}; CREATE VIEW long AS FROM flights WHERE distance > 600`);
    const rows = (await connection.runAndReadAll("FROM flights")).getRowObjectsJS().map((row) => ({
      ...row,
      delay: Number(row.delay),
      distance: Number(row.distance),
    }));
    engine = duckdbEngine(connection);
    ours = createMemoryEngine({ flights: rows, long: rows.filter(({ distance }) => distance > 600) });
  });

  it("keep and break the contract in the same rows", async () => {
    const got = await engine.check("flights", flights);
    const { rows, valid, reasons, unsupported } = await ours.check("flights", flights);
    expect(got).toMatchObject({ rows, valid, reasons, unsupported });
    expect(rows).toBe(20_000);
    expect(Object.keys(reasons)).toHaveLength(4);
  });

  it("have the same profile, and the same drift from it", async () => {
    const reference = await ours.profile("flights", flights);
    sameNumbers(await engine.profile("flights", flights), reference);
    const now = await ours.profile("long", flights, { reference });
    const got = await engine.profile("long", flights, { reference });
    sameNumbers(got, now);
    sameNumbers(profileDistances(reference, got), profileDistances(reference, now));
    expect(profileDistances(reference, got)[2]?.distance?.populationStability.index).toBeGreaterThan(1);
  });

  it("have the same metrics", async () => {
    const binary = {
      task: "binary",
      target: "late",
      output: "said",
      metrics: [logLoss(), brierScore(), rocAuc()],
    } as const;
    const numbers = {
      task: "number",
      target: "delay",
      output: "distance",
      metrics: [meanAbsoluteError(), r2()],
    } as const;
    for (const asked of [binary, numbers])
      sameNumbers(await engine.measure("flights", asked), await ours.measure("flights", asked));
  });
});
