// Classes, learned from the training rows: a probability for each.   npx tsx examples/04-classes.ts
import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { model, outputAt, predictTest } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ date: z.date(), temp_max: z.number(), wind: z.number(), weather: z.string() });
const days = contract("days", row, {
  labels: { weather: { knownAt: (day) => day.date.plusMinutes(24 * 60) } },
});
const trainer = logisticRegression(); // gradientBoosting() takes classes too
const weather = model("weather", days, { target: (day) => day.weather, kinds: [trainer] });
const measures = features(days, (day) => ({ warmth: day.temp_max.standardize(), wind: day.wind.standardize() }));
const training = pipeline("weather", ingest(days))
  .pipe(validate())
  .pipe(splitByTime("date", { test: 0.25 }))
  .pipe(engineer(measures, weather))
  .pipe(train(trainer));
const source = csvSource("node_modules/vega-datasets/data/seattle-weather.csv");
const { output } = await createRunner().run(training, source);
console.log(output.trainer.facts, outputAt(await predictTest(output), 0)); // whether it converged, and the first day
