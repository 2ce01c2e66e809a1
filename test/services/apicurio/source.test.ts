import { kafkaSource, registrySerializer } from "golden-pipeline/adapters/kafka";
import type { RawSource } from "golden-pipeline/ports";
import { sourceChecks } from "golden-pipeline/testing";
import { afterAll, describe, it } from "vitest";
import { readRows } from "../../adapters/kafka/raw-items.js";
import { admin, client, evict, newRegistry, newTopic, send } from "./place.js";
import { numbers } from "./schemas.js";

const numbersOf = async (batch: RawSource) => (await readRows(batch)).map((row) => (row as { n: number }).n);

afterAll(() => admin.close());

describe.each(numbers)("a topic of values of a real registry: $type", (schema) => {
  const expected = { 0: [0, 1, 2, 3, 4, 5, 6], 1: [10, 11, 12] };
  const fresh = async () => {
    const topic = await newTopic(2);
    const { serialize } = registrySerializer({ registry: newRegistry(), topic, schema });
    const write = async (partition: number, all: readonly number[]) =>
      send(topic, partition, await Promise.all(all.map((n) => serialize({ n }))));
    for (const [partition, values] of Object.entries(expected)) await write(Number(partition), values);
    const registry = newRegistry();
    const open = (batchRecords: number) =>
      kafkaSource({ client, topic, group: topic, registry, batchRecords, sessionMilliseconds: 2000 });
    return { topic, write, open: () => open(2), larger: () => open(3), close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    resized: (place) => place.larger(),
    append: (place, partition) => place.write(Number(partition), [99]),
    revoke: (place) => evict(place.topic),
    patience: 30_000,
  }))
    it(name, run);
});
