import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { describe, it } from "vitest";
import { checkRandomTables, measureRandomTables } from "../random-tables.js";
import { loadTable, loadTables } from "./load-tables.js";

describe("over random tables", () => {
  it.each([
    ["checks and profiles", checkRandomTables, 40],
    ["metrics, of ties and weights too,", measureRandomTables, 50],
  ] as const)(
    "%s are those of our own rows",
    async (_, check, runs) => {
      const connection = await loadTables({});
      await check(
        { engine: duckdbEngine(connection), load: (name, table) => loadTable(connection, name, table) },
        runs,
      );
      connection.closeSync();
    },
    240_000,
  );
});
