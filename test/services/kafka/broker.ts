import { Admin } from "@platformatic/kafka";
import { type KafkaClient, kafkaClient } from "golden-pipeline/adapters/kafka";
import { factsOf } from "../facts-of.js";

/** The running broker, and what tests ask of it beyond the adapter. */
export const broker = factsOf("kafka").text("broker");
export const client: KafkaClient = kafkaClient({ brokers: [broker] });
export const admin = new Admin({ clientId: "tests", bootstrapBrokers: [broker], retries: 20, retryDelay: 250 });

let made = 0;

/** A topic of its own, so many partitions. */
export async function newTopic(partitions: number): Promise<string> {
  const topic = `topic-${process.pid}-${++made}`;
  await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
  return topic;
}

/** Writes values as JSON to a partition, in order. */
export async function write(topic: string, partition: number, values: readonly object[]): Promise<void> {
  const producer = await client.producer();
  await producer.send(
    topic,
    values.map((value) => ({ value: Buffer.from(JSON.stringify(value)), partition })),
  );
  await producer.close();
}

/** Puts the members of a group out, as an operator would. */
export async function evict(group: string): Promise<void> {
  const members = (await admin.describeGroups({ groups: [group] })).get(group)?.members ?? new Map();
  await admin.removeMembersFromConsumerGroup({
    groupId: group,
    members: [...members.keys()].map((memberId: string) => ({ memberId })),
  });
}
