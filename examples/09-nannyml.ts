// NannyML's limits from the chunks of one year of weather, held against another year.   npx tsx examples/09-nannyml.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { nannymlDrift } from "golden-pipeline/adapters/nannyml";
import { collectRows } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.object({ date: z.string(), precipitation: z.number(), temp_max: z.number(), weather: z.string() });
const csv = csvSource("node_modules/vega-datasets/data/seattle-weather.csv");
const store = createMemoryStore();
const rows = await collectRows(
  await pipeline("weather", ingest(contract("days", shape))).pipe(validate())(csv, { store }),
);
const [before, now] = ["2012", "2015"].map((year) => rows.filter(({ date }) => date.startsWith(year)));

const found = nannymlDrift(before ?? [], now ?? [], {
  columns: { precipitation: "number", temp_max: "number", weather: "category" },
  chunks: { size: 30 },
  continuousMethods: ["jensen_shannon", "wasserstein"],
  categoricalMethods: ["l_infinity", "chi2"],
});
for (const { column, method, upper, analysis } of found) {
  const alerts = analysis.filter(({ alert }) => alert).map(({ key }) => key);
  console.log(column, method, upper?.toFixed(3), alerts.join(" "));
}
