import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { describeFlights } from "../describe-flights.js";
import { loadTables } from "./load-tables.js";

describeFlights(async (tables) => duckdbEngine(await loadTables(tables)));
