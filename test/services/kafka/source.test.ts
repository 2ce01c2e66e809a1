import { kafkaSource } from "golden-pipeline/adapters/kafka";
import type { RawSource } from "golden-pipeline/ports";
import { sourceChecks } from "golden-pipeline/testing";
import { afterAll, describe, it } from "vitest";
import { readRows } from "../../adapters/kafka/raw-items.js";
import { admin, client, evict, newTopic, write } from "./broker.js";

const numbersOf = async (batch: RawSource) => (await readRows(batch)).map((row) => (row as { n: number }).n);

afterAll(() => admin.close());

describe("a topic of a real broker", () => {
  const expected = { 0: [0, 1, 2, 3, 4, 5, 6], 1: [10, 11, 12] };
  const fresh = async () => {
    const topic = await newTopic(2);
    for (const [partition, values] of Object.entries(expected))
      await write(
        topic,
        Number(partition),
        values.map((n) => ({ n })),
      );
    const open = (batchRecords: number) =>
      kafkaSource({ client, topic, group: topic, batchRecords, sessionMilliseconds: 2000 });
    return { topic, open: () => open(2), larger: () => open(3), close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    resized: (place) => place.larger(),
    append: (place, partition) => write(place.topic, Number(partition), [{ n: 99 }]),
    revoke: (place) => evict(place.topic),
    patience: 30_000,
  }))
    it(name, run);
});
