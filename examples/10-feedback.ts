// Feedback alone, in a service without the other rooms: log predictions, join labels.   npx tsx examples/10-feedback.ts
import { createMemoryStore } from "golden-pipeline";
import { createLabelLog, createPredictionLog, joinLabels, readLabels, readPredictions } from "golden-pipeline/feedback";

const [store, now] = [createMemoryStore(), Date.UTC(2001, 1, 1)]; // createFileStore("feedback") of golden-pipeline/store
const predictions = await createPredictionLog({ store, name: "spam" });
const labels = await createLabelLog({ store, name: "spam" });
const model = { model: "spam", version: "spam@1", arm: "champion", epoch: 1, propensity: 1, latencyMilliseconds: 2 };
const times = { eventTime: now, knownTime: now, receivedTime: now };
for (const [mail, output] of Object.entries({ m1: 0.9, m2: 0.2, m3: 0.7 })) {
  const decision = output >= 0.5 ? "yes" : "no";
  predictions.write({ key: mail, unit: mail, ...model, ...times, output, decision, row: { mail } }); // gives its id at once
}
const later = { eventTime: now, knownTime: now + 3_600_000 };
const said = (key: string, spam: boolean) => ({ key: `${key}#click`, prediction: { key }, values: { spam }, ...later });
const click = labels.record({ ...said("m1", true), source: "user" });
labels.record({ ...said("m3", false), source: "user" });
await labels.correct(click.id, { values: { spam: false }, actor: "ann", reason: "a newsletter" });
await Promise.all([predictions.close(), labels.close()]); // durable from here on
const joined = await joinLabels({ predictions: readPredictions(store, "spam"), labels: readLabels(store, "spam") });
for (const { prediction, label, superseded } of joined.rows)
  console.log(prediction.key, prediction.decision, label?.values, label?.source, `supersedes ${superseded.length}`);
console.log("coverage", joined.coverage, "hours to a label", (joined.labelDelay.maximum ?? 0) / 3_600_000);
