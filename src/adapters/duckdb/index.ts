export type { DuckdbClient } from "./duckdb-client.js";
export { duckdbEngine } from "./duckdb-engine.js";
