// Training alone: a split by time, features that come along, and the same seed for the same bytes.   npx tsx examples/04-training.ts
import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { model } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ date: z.date(), precipitation: z.number(), temp_max: z.number(), wind: z.number() });
const days = contract("days", row, {
  eventTime: "date",
  labels: { precipitation: { knownAt: (day) => day.date.plusMinutes(24 * 60) } }, // a day's rain is known when it is over
});
const rainy = model("rainy-days", days, { target: (day) => day.precipitation.above(0), kinds: [gradientBoosting()] });
const weather = features(days, (day) => ({ warmth: day.temp_max, wind: day.wind, month: day.date.month() }));

const training = pipeline("rainy-days", ingest(days))
  .pipe(validate())
  .pipe(splitByTime("date", { test: 0.25 }))
  .pipe(engineer(weather, rainy))
  .pipe(train(gradientBoosting({ trees: 80, subsample: 0.8 })));
const source = csvSource("node_modules/vega-datasets/data/seattle-weather.csv");
for (const seed of [1, 1, 2]) console.log(seed, (await createRunner().run(training, source, { seed })).output.version);
