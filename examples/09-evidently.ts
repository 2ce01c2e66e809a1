// Evidently's tests between two years of weather, as a report that Evidently loads.   npx tsx examples/09-evidently.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { evidentlyDetector, evidentlyDrift, evidentlyReport } from "golden-pipeline/adapters/evidently";
import { collectRows, profileRows } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { createMonitor } from "golden-pipeline/monitoring";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.object({ date: z.string(), precipitation: z.number(), temp_max: z.number(), weather: z.string() });
const days = contract("days", shape);
const csv = csvSource("node_modules/vega-datasets/data/seattle-weather.csv");
const dataset = await pipeline("weather", ingest(days)).pipe(validate())(csv, { store: createMemoryStore() });
const rows = await collectRows(dataset);
const [before, now] = ["2012", "2015"].map((year) => rows.filter(({ date }) => date.startsWith(year)));

const columns = { precipitation: "number", temp_max: "number", weather: "category" } as const;
const drift = evidentlyDrift(before ?? [], now ?? [], { columns, tests: { precipitation: "anderson" } });
console.log(drift.share, JSON.stringify(evidentlyReport(drift, { time: Date.now(), name: "2015" })).length, "letters");
const reference = { inputs: profileRows(days, before ?? [], { columns: Object.keys(columns) }) };
const monitor = createMonitor({ reference, detectors: [evidentlyDetector({ minimumRows: 300 })] });
for (const row of now ?? []) monitor.observe({ row, time: Date.parse(row.date) });
console.log(monitor.report().checks.map(({ check, status }) => `${check}: ${status}`));
