import { kafkaPredictions, kafkaSource } from "golden-pipeline/adapters/kafka";
import type { Prediction } from "golden-pipeline/model";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { afterAll, describe, it } from "vitest";
import { unframeRecords } from "../../../src/adapters/kafka/frame-records.js";
import { admin, client, newTopic } from "./broker.js";

const never = new AbortController().signal;

afterAll(() => admin.close());

/** Every prediction of a topic of one partition, each id once, the first of them. */
async function* readPredictions(topic: string): AsyncGenerator<Prediction> {
  const [listed] = await admin.listOffsets({
    topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp: -1n }] }],
  });
  const end = listed?.partitions[0]?.offset ?? 0n;
  if (end === 0n) return;
  const seen = new Set<string>();
  for await (const partition of kafkaSource({ client, topic, group: `${topic}-check` }).partitions(never)) {
    const read = await partition.read({ from: "0", to: String(end), signal: never });
    for await (const { bytes } of read?.batch.chunks(never) ?? [])
      for (const { key, value } of unframeRecords(bytes)) {
        const id = Buffer.from(key ?? []).toString();
        if (!seen.has(id)) yield JSON.parse(Buffer.from(value ?? []).toString());
        seen.add(id);
      }
    return;
  }
}

describe("predictions in a topic of a real broker", () => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const topic = await newTopic(1);
    return {
      open: async () => kafkaPredictions({ client, topic }),
      read: () => readPredictions(topic),
      close: async () => undefined,
    };
  }))
    it(name, run);
});
