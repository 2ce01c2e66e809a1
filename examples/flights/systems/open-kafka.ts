import { randomUUID } from "node:crypto";
import { kafkaClient, kafkaPredictions, kafkaSource } from "golden-pipeline/adapters/kafka";
import { addressOf } from "./addresses.js";
import type { Closers } from "./closers.js";
import type { Broker } from "./feed.js";
import { reach } from "./reach.js";

export async function openKafka(closers: Closers): Promise<Broker> {
  const { Admin } = await import("@platformatic/kafka");
  const brokers = addressOf("KAFKA_BROKERS").split(",");
  const admin = new Admin({ clientId: "golden-pipeline", bootstrapBrokers: brokers, retries: 3, retryDelay: 300 });
  closers.push(() => admin.close());
  await reach("Kafka", "KAFKA_BROKERS", () => admin.listTopics());
  const client = kafkaClient({ brokers });

  async function makeTopic(topic: string): Promise<void> {
    if (!(await admin.listTopics()).includes(topic))
      await admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 });
  }

  return {
    system: "kafka",
    async openFeed(topic) {
      await makeTopic(topic);
      return {
        async send(records) {
          const producer = await client.producer({ idempotent: true });
          const messages = records.map(({ key, value }) => ({ key: Buffer.from(key), value: Buffer.from(value) }));
          for (let from = 0; from < messages.length; from += 1000)
            await producer.send(topic, messages.slice(from, from + 1000));
          await producer.close();
        },
        // A group of its own begins at the beginning: what has landed before is known by the store.
        source: () => kafkaSource({ client, topic, group: `${topic}-${randomUUID()}` }),
      };
    },
    async openPredictions(topic) {
      await makeTopic(topic);
      return kafkaPredictions({ client, topic, onProblem: ({ error }) => console.error(`Kafka: ${error}`) });
    },
  };
}
