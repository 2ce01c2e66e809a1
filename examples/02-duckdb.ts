// A contract over a Parquet file that need not fit into memory: DuckDB counts, and nothing is loaded.
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { profileDistances } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";

const connection = await (await DuckDBInstance.create(":memory:", { memory_limit: "500MB" })).connect();
await connection.run("CREATE VIEW flights AS FROM 'node_modules/vega-datasets/data/flights-3m.parquet'");
console.log((await connection.runAndReadAll("DESCRIBE flights")).getRows().map(([name, type]) => `${name} ${type}`));

const flights = contract("flights", z.object({ DELAY: z.int().max(600).nullable(), DISTANCE: z.int().min(40) }), {
  rules: (flight) => ({ "as fast as light": flight.DELAY.atLeast(-60) }),
});
const engine = duckdbEngine(connection);
console.log(await engine.check("flights", flights));

const reference = await engine.profile("flights", flights);
await connection.run("CREATE VIEW far AS FROM flights WHERE DISTANCE > 1000");
for (const { column, distance } of profileDistances(reference, await engine.profile("far", flights, { reference })))
  console.log(column, distance?.populationStability.index, distance?.jensenShannon);
