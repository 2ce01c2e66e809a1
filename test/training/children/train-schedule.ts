import { pathToFileURL } from "node:url";
import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { model } from "golden-pipeline/model";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { createDataset } from "../../../src/dataset/index.js";
import { batchOf, type Flight, flights, schedule } from "../../features/flights.js";

const late = model("late-flights", flights, {
  target: (flight) => flight.delay.atLeast(15),
  kinds: [gradientBoosting()],
});
const lateFeatures = features(flights, (flight) => ({
  distance: flight.distance.standardize(),
  origin: flight.origin.oneHot(),
  recent: flight.origin.history({ window: "6h" }).mean("delay"),
}));

/** The version of a model trained on the tests' schedule, with drawn rows. */
export async function trainSchedule(): Promise<string> {
  const stages = pipeline("late-flights", splitByTime<Flight, "delay">("departedAt", { test: 0.25 }))
    .pipe(engineer(lateFeatures, late))
    .pipe(train(gradientBoosting({ trees: 10, subsample: 0.6, minimumLeafRows: 5 })));
  const dataset = await createDataset(flights, [batchOf(schedule(400))]);
  return (await createRunner().run(stages, dataset, { seed: 11 })).output.version;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await trainSchedule());
