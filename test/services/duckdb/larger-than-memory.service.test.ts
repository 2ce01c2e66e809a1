import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { profileRows } from "golden-pipeline/dataset";
import { logLoss, rocAuc } from "golden-pipeline/metrics";
import { contract } from "golden-pipeline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sameNumbers } from "../../../src/testing/same-numbers.js";
import { factsOf } from "../facts-of.js";

const folder = factsOf("duckdb").text("folder");
const file = join(folder, "readings.parquet");
const rows = 8_000_000;
const prime = 16_777_213;

const readings = contract(
  "readings",
  z.object({ id: z.int(), said: z.number().max(0.99), was: z.boolean(), size: z.number(), room: z.string().max(8) }),
  { rules: (reading) => ({ "sizes are near": reading.size.absolute().below(1.5) }) },
);

/** The same rows as the query below writes, one at a time. */
function* generate() {
  for (let id = 0; id < rows; id++) {
    const one = (id * 1_103_515) % prime;
    const other = (id * 7_654_321) % prime;
    yield {
      id,
      said: one / prime,
      was: other % 3 === 0,
      size: 2 * (other / prime) - one / prime,
      room: `room ${one % 5000}`,
    };
  }
}

describe("a Parquet file larger than DuckDB's memory", () => {
  let engine: ReturnType<typeof duckdbEngine>;
  let close = (): void => {};
  beforeAll(async () => {
    const settings = { memory_limit: "128MB", threads: "2", temp_directory: join(folder, "spilled") };
    const connection = await (await DuckDBInstance.create(":memory:", settings)).connect();
    close = () => connection.closeSync();
    await connection.run(`SET preserve_insertion_order = false; COPY (
      SELECT id, one / ${prime}.0::DOUBLE AS said, other % 3 = 0 AS was, 2 * (other / ${prime}.0::DOUBLE) - one / ${prime}.0::DOUBLE AS size, 'room ' || one % 5000 AS room
      FROM (SELECT range AS id, range * 1103515 % ${prime} AS one, range * 7654321 % ${prime} AS other FROM range(${rows})))
      TO '${file}' (COMPRESSION uncompressed); CREATE VIEW readings AS FROM '${file}'`);
    engine = duckdbEngine(connection);
  }, 300_000);
  afterAll(() => {
    close();
    rmSync(file, { force: true });
  });

  it("is more than the memory", () => {
    expect(statSync(file).size).toBeGreaterThan(200e6);
  });

  it("is checked as row by row", async () => {
    const expected: Record<string, number> = {};
    const add = (reason: string): void => {
      expected[reason] = (expected[reason] ?? 0) + 1;
    };
    for (const { said, size, room } of generate()) {
      if (said > 0.99) add("said at-most");
      if (room.length > 8) add("room length");
      if (Math.abs(size) >= 1.5) add("rule sizes are near");
    }
    const { rows: counted, reasons, unsupported } = await engine.check("readings", readings);
    expect({ counted, reasons, unsupported }).toEqual({ counted: rows, reasons: expected, unsupported: [] });
  }, 300_000);

  it("has the profile of its rows, and counts into that as a reference", async () => {
    const expected = profileRows(readings, generate());
    sameNumbers(await engine.profile("readings", readings), expected);
    const again = profileRows(readings, generate(), { reference: expected });
    sameNumbers(await engine.profile("readings", readings, { reference: expected }), again);
  }, 300_000);

  it("has the metrics of its rows", async () => {
    const [targets, outputs] = [new Float64Array(rows), new Float64Array(rows)];
    for (const { id, was, said } of generate()) {
      targets[id] = Number(was);
      outputs[id] = said;
    }
    const metrics = [logLoss(), rocAuc()];
    const { values } = await engine.measure("readings", { task: "binary", target: "was", output: "said", metrics });
    sameNumbers(values, Object.fromEntries(metrics.map((metric) => [metric.name, metric(targets, outputs)])));
  }, 300_000);
});
