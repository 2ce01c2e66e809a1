import { fileURLToPath } from "node:url";

const data = new URL("../../node_modules/vega-datasets/data/", import.meta.url);

/** US flights of January to June 2001, three million of them (US Department of Transportation). */
export const flightsFile = fileURLToPath(new URL("flights-3m.parquet", data));
export const airportsFile = fileURLToPath(new URL("airports.csv", data));
