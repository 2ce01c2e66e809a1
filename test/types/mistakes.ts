// The mistakes that people make at first, each a small program with one wrong line, marked by `// ✗`.

/** What the programs share. */
const prelude = `
import { contract } from "golden-pipeline/schema";
import { features } from "golden-pipeline/features";
import { model } from "golden-pipeline/model";
import { gradientBoosting, logisticRegression } from "golden-pipeline/training";
import type { Registry } from "golden-pipeline/registry";
import { z } from "zod";
export const flights = contract("flights", z.object({
  departedAt: z.date(), origin: z.string(), destination: z.string(), carrier: z.string().nullable(), distance: z.int(), delay: z.int(),
}), { eventTime: "departedAt", labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } } });
export const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [gradientBoosting()] });
export const minutes = model("delays", flights, { target: (flight) => flight.delay, kinds: [gradientBoosting()] });
export const lateFeatures = features(flights, (flight) => ({ distance: flight.distance.standardize() }));
export declare const registry: Registry;
`;

const imports = `
import { createRunner, createMemoryStore, defineStage, pipeline } from "golden-pipeline";
import { createRouter } from "golden-pipeline/deployment";
import { evaluate, nonInferior, superior } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest } from "golden-pipeline/ingestion";
import { logLoss, meanAbsoluteError, rocAuc } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";
import { flights, late, lateFeatures, minutes, registry } from "./prelude.js";
`;

const chain = `pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(engineer(lateFeatures, late))
  .pipe(train(gradientBoosting()))`;

export const mistakes = {
  "splitByTime after ingest": `
pipeline("late-flights", ingest(flights))
  .pipe(splitByTime("departedAt", { test: 0.2 })) // ✗
  .pipe(engineer(lateFeatures, late));`,
  "train without engineer": `
pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(train(gradientBoosting())) // ✗
  .pipe(evaluate({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) }));`,
  "evaluate before train": `
pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(engineer(lateFeatures, late))
  .pipe(evaluate({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) })) // ✗
  .pipe(register(late));`,
  "register without evaluate": `
${chain}
  .pipe(register(late)); // ✗`,
  "register of another model": `
${chain}
  .pipe(evaluate({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) }))
  .pipe(register(minutes)); // ✗`,
  "a typo in a feature's column": `
features(flights, (flight) => ({
  origin: flight.orgin.oneHot(), // ✗
}));`,
  "a typo in a target's column": `
model("late-flights", flights, { target: (flight) => flight.dealy.atLeast(15), kinds: [] }); // ✗`,
  "text used as a number": `
features(flights, (flight) => ({
  origin: flight.origin.standardize(), // ✗
}));`,
  "text as a feature as it stands": `
features(flights, (flight) => ({
  origin: flight.origin, // ✗
}));`,
  "a label as a feature": `
features(flights, (flight) => ({
  delay: flight.delay, // ✗
}));`,
  "a split by a column that is no time": `
pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("distance", { test: 0.2 })) // ✗
  .pipe(engineer(lateFeatures, late));`,
  "an event time that is no time": `
contract("flights", z.object({ departedAt: z.date(), distance: z.int() }), {
  eventTime: "distance", // ✗
});`,
  "a service that the runner lacks": `
const training = ${chain}
  .pipe(evaluate({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) }))
  .pipe(register(late));
await createRunner({ store: createMemoryStore() }).run(training, []); // ✗`,
  "a metric of another task": `
pipeline("delays", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(engineer(lateFeatures, minutes))
  .pipe(train(gradientBoosting()))
  .pipe(evaluate({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) })); // ✗`,
  "a trainer of another task": `
pipeline("delays", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(engineer(lateFeatures, minutes))
  .pipe(train(logisticRegression())) // ✗
  .pipe(evaluate({ metrics: [meanAbsoluteError()], gate: superior({ metric: meanAbsoluteError() }) }));`,
  "a gate on a metric of another task": `
${chain}
  .pipe(evaluate({ metrics: [rocAuc()], gate: nonInferior({ metric: meanAbsoluteError(), margin: 0.01 }) })); // ✗`,
  "a plugin for another input": `
const clip = defineStage({ id: "acme/clip", version: "1.0.0", run: (rows: readonly number[]) => rows.length });
pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(clip); // ✗`,
  "a request that misses a column": `
const router = await createRouter({ registry, model: late, unit: (flight) => flight.origin });
await router.predict({ departedAt: new Date(), origin: "ATL", distance: 300, carrier: null }); // ✗`,
  "an option's name misspelt": `
gradientBoosting({ tree: 200 }); // ✗`,
  "a fallback of another task": `
await createRouter({ registry, model: late, unit: (flight) => flight.origin, fallback: { value: "no" } }); // ✗`,
  "a bare model in the router": `
await createRouter({ registry: gradientBoosting(), model: late, unit: (flight) => flight.origin }); // ✗`,
  "a store where predictions go": `
await createRouter({ registry, model: late, unit: (flight) => flight.origin, predictions: createMemoryStore() }); // ✗`,
  "a split at the head of a pipeline": `
pipeline("late-flights", splitByTime("departedAt", { test: 0.2 })); // ✗`,
  "a split at the head by a column that is no time": `
pipeline("late-flights", splitByTime("distance", { test: 0.2, contract: flights })); // ✗`,
  "a split of another contract's rows": `
const others = contract("others", z.object({ departedAt: z.date() }));
pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2, contract: others })); // ✗`,
  "a target of another type": `
model("origins", flights, {
  target: (flight) => flight.departedAt, // ✗
  kinds: [],
});`,
};

const right = `
export const training = pipeline("late-flights", ingest(flights))
  .pipe(validate())
  .pipe(splitByTime("departedAt", { test: 0.2 }))
  .pipe(engineer(lateFeatures, late))
  .pipe(train(gradientBoosting({ trees: 200 })))
  .pipe(evaluate({ metrics: [logLoss(), rocAuc()], gate: superior({ metric: logLoss() }), cluster: (flight) => flight.departedAt.day() }))
  .pipe(register(late));
`;

/** All programs: the shared one, one without a mistake, and one for each mistake. */
export const programs: { readonly [name: string]: string } = {
  prelude,
  right: imports + right,
  ...Object.fromEntries(Object.entries(mistakes).map(([name, text]) => [name, imports + text])),
};
