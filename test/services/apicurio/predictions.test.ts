import { kafkaPredictions, type SchemaType } from "golden-pipeline/adapters/kafka";
import type { Prediction } from "golden-pipeline/model";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { afterAll, describe, it } from "vitest";
import { predictionOfRow } from "../../adapters/kafka/registry/prediction-of-row.js";
import { admin, client, newRegistry, newTopic, readTopic } from "./place.js";

const types: readonly SchemaType[] = ["AVRO", "JSON", "PROTOBUF"];

afterAll(() => admin.close());

/** Every prediction of a topic of one partition, each id once, the first of them. */
async function* readPredictions(topic: string, type: SchemaType): AsyncGenerator<Prediction> {
  const seen = new Set<string>();
  for (const row of await readTopic(topic)) {
    if (typeof row !== "object" || row === null) throw new Error(`Expected a row, got ${row}`);
    const prediction = predictionOfRow(row as Readonly<Record<string, unknown>>, type);
    if (!seen.has(prediction.id)) yield prediction;
    seen.add(prediction.id);
  }
}

describe.each(types)("predictions as values of %s of a real registry", (type) => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const topic = await newTopic(1);
    return {
      open: async () => kafkaPredictions({ client, topic, values: { registry: newRegistry(), type } }),
      read: () => readPredictions(topic, type),
      close: async () => undefined,
    };
  }))
    it(name, run);
});
