// A number: how warm the day will get, gated and registered.   npx tsx examples/04-numbers.ts
import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { meanAbsoluteError, r2 } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ date: z.date(), temp_min: z.number(), temp_max: z.number(), wind: z.number() });
const days = contract("days", row, { labels: { temp_max: { knownAt: (day) => day.date.plusMinutes(24 * 60) } } });
const trainer = gradientBoosting({ trees: 60 });
const warmest = model("warmest", days, { target: (day) => day.temp_max, kinds: [trainer] });
const known = features(days, (day) => ({ night: day.temp_min, wind: day.wind, month: day.date.month() }));
const error = meanAbsoluteError();
const training = pipeline("warmest", ingest(days))
  .pipe(validate())
  .pipe(splitByTime("date", { test: 0.25 }))
  .pipe(engineer(known, warmest))
  .pipe(train(trainer))
  .pipe(evaluate({ metrics: [error, r2()], gate: atMost({ metric: error, value: 3, minimumClusters: 100 }) }))
  .pipe(register(warmest, { withoutCommit: { reason: "an example" } }));
const store = createMemoryStore();
const registry = createRegistry({ store });
const runner = createRunner({ store, services: { registry, champions: registry } });
const { output } = await runner.run(training, csvSource("node_modules/vega-datasets/data/seattle-weather.csv"));
await registry.promote(output); // its gate passed: at most 3 degrees off, on the last quarter of the days
console.log((await registry.champion("warmest"))?.id, output.manifest.metrics);
