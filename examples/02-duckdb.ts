// A contract over a Parquet file that need not fit into memory: DuckDB counts, and nothing is loaded.
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { profileDistances } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";

const connection = await (await DuckDBInstance.create(":memory:", { memory_limit: "500MB" })).connect();
await connection.run("CREATE VIEW flights AS FROM 'node_modules/vega-datasets/data/flights-3m.parquet'");

const flights = contract(
  "flights",
  z.object({ date: z.date(), delay: z.int().max(600), distance: z.int().min(40), origin: z.string().length(3) }),
  {
    rules: (flight) => ({
      "does not leave early in winter": flight.delay.atLeast(-30).or(flight.date.month().above(2)),
    }),
  },
);
const engine = duckdbEngine(connection);
console.log(await engine.check("flights", flights));

const reference = await engine.profile("flights", flights);
await connection.run("CREATE VIEW far AS FROM flights WHERE distance > 1000");
for (const { column, distance } of profileDistances(reference, await engine.profile("far", flights, { reference })))
  console.log(column, distance?.populationStability.index, distance?.jensenShannon);
