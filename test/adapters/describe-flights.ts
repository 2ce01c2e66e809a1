import { readFileSync } from "node:fs";
import { brierScore, logLoss, meanAbsoluteError, r2, rocAuc } from "golden-pipeline/metrics";
import { createMemoryEngine, type Engine, profileDistances } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sameNumbers } from "../../src/testing/same-numbers.js";
import type { LoadedTable } from "./duckdb/load-tables.js";

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

const columns: LoadedTable["columns"] = {
  ...{ date: "time", delay: "integer", distance: "integer", origin: "text", destination: "text" },
  ...{ late: "boolean", said: "number" },
};

function readFlights(): readonly { readonly [column: string]: unknown; readonly distance: number }[] {
  const file = readFileSync("node_modules/vega-datasets/data/flights-20k.json", "utf8");
  const rows: readonly { readonly date: string; readonly delay: number; readonly distance: number }[] =
    JSON.parse(file);
  return rows.map((row) => ({
    ...row,
    date: new Date(`${row.date.replaceAll("/", "-").replace(" ", "T")}:00Z`),
    late: row.delay >= 15,
    said: 1 / (1 + Math.exp(-(row.distance - 700) / 900)),
  }));
}

/** What an engine says of 20,000 real flights, and the memory engine of the same. */
export function describeFlights(open: (tables: { readonly [name: string]: LoadedTable }) => Promise<Engine>): void {
  describe("the flights", () => {
    let engine: Engine;
    let ours: Engine;
    beforeAll(async () => {
      const rows = readFlights();
      const long = rows.filter(({ distance }) => distance > 600);
      engine = await open({ flights: { columns, rows }, long: { columns, rows: long } });
      ours = createMemoryEngine({ flights: rows, long });
    }, 240_000);

    it("keep and break the contract in the same rows", async () => {
      const got = await engine.check("flights", flights);
      const { rows, valid, reasons, unsupported } = await ours.check("flights", flights);
      expect(got).toMatchObject({ rows, valid, reasons, unsupported });
      expect(rows).toBe(20_000);
      expect(Object.keys(reasons)).toHaveLength(4);
    }, 240_000);

    it("have the same profile, and the same drift from it", async () => {
      const reference = await ours.profile("flights", flights);
      sameNumbers(await engine.profile("flights", flights), reference);
      const now = await ours.profile("long", flights, { reference });
      const got = await engine.profile("long", flights, { reference });
      sameNumbers(got, now);
      sameNumbers(profileDistances(reference, got), profileDistances(reference, now));
      expect(profileDistances(reference, got)[2]?.distance?.populationStability.index).toBeGreaterThan(1);
    }, 240_000);

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
    }, 240_000);
  });
}
