import type { KafkaMessage, KafkaProducer } from "../kafka-client.js";
import { baseOptions, type Connecting, toServiceError } from "./connection.js";

/** A producer whose records are acknowledged by all replicas in sync. */
export async function platformaticProducer(
  connecting: Connecting,
  { idempotent = true }: { readonly idempotent?: boolean } = {},
): Promise<KafkaProducer> {
  const { library } = connecting;
  const producer = new library.Producer({
    ...baseOptions(connecting),
    idempotent,
    acks: -1,
    repeatOnStaleMetadata: true,
  });
  producer.on("error", () => undefined); // Each call tells of its own.
  return {
    async send(topic, records) {
      try {
        await producer.send({ messages: records.map((record) => messageOf(topic, record)) });
      } catch (error) {
        throw toServiceError(connecting, `write ${records.length} records to topic ${topic}`, error);
      }
    },
    async close() {
      try {
        await producer.close(true);
      } catch {
        // What was not acknowledged has been told to who sent it.
      }
    },
  };
}

function messageOf(topic: string, { key, value, headers = [], partition }: KafkaMessage) {
  return {
    topic,
    ...(key !== undefined && key !== null && { key: Buffer.from(key) }),
    ...(value !== null && { value: Buffer.from(value) }),
    headers: new Map(headers.map(([name, content]) => [Buffer.from(name), Buffer.from(content)])),
    ...(partition !== undefined && { partition }),
  };
}
