import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { engineChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";
import { loadTables } from "./load-tables.js";

describe("the engine of DuckDB", () => {
  const checks = engineChecks(async (tables) => {
    const connection = await loadTables(tables);
    return { engine: duckdbEngine(connection), close: async () => connection.closeSync() };
  });
  for (const { name, run } of checks) it(name, run);
});
