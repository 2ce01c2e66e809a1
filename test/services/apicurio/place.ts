import { Admin } from "@platformatic/kafka";
import {
  type KafkaClient,
  kafkaClient,
  kafkaSource,
  type SchemaRegistry,
  schemaRegistry,
} from "golden-pipeline/adapters/kafka";
import { readRows } from "../../adapters/kafka/raw-items.js";
import { factsOf } from "../facts-of.js";

/** The running broker and registry, and what tests ask of them beyond the adapter. */
const facts = factsOf("apicurio");
export const broker = facts.text("broker");
export const url = facts.text("url");
/** A Python that has Confluent's own client. */
export const python = facts.text("python");
export const client: KafkaClient = kafkaClient({ brokers: [broker] });
export const admin = new Admin({ clientId: "tests", bootstrapBrokers: [broker], retries: 20, retryDelay: 250 });
const never = new AbortController().signal;

/** One of its own, as another process has it: it knows no schema yet. */
export const newRegistry = (): SchemaRegistry => schemaRegistry({ url });

let made = 0;

export async function newTopic(partitions: number): Promise<string> {
  const topic = `registered-${process.pid}-${Date.now()}-${++made}`;
  await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
  return topic;
}

export async function send(topic: string, partition: number, values: readonly Uint8Array[]): Promise<void> {
  const producer = await client.producer();
  await producer.send(
    topic,
    values.map((value) => ({ value, partition })),
  );
  await producer.close();
}

/** The rows of a topic of one partition, or why there is none, read by a registry that knows nothing yet. */
export async function readTopic(
  topic: string,
  options: { readonly readerSchema?: string } = {},
): Promise<readonly unknown[]> {
  const [listed] = await admin.listOffsets({
    topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp: -1n }] }],
  });
  const end = listed?.partitions[0]?.offset ?? 0n;
  if (end === 0n) return [];
  const source = kafkaSource({ client, topic, group: `${topic}-${++made}`, registry: newRegistry(), ...options });
  for await (const partition of source.partitions(never)) {
    const rows: unknown[] = [];
    // One at a time: in the columns of several, a field that a record does not have is as one that is null.
    for (let at = 0n; at < end; at++) {
      const read = await partition.read({ from: String(at), to: String(at + 1n), signal: never });
      rows.push(...(read === undefined ? [] : await readRows(read.batch)));
    }
    return rows;
  }
  return [];
}

/** Puts the members of a group out, as an operator would. */
export async function evict(group: string): Promise<void> {
  const members = (await admin.describeGroups({ groups: [group] })).get(group)?.members ?? new Map();
  const ids = [...members.keys()].map((memberId: string) => ({ memberId }));
  await admin.removeMembersFromConsumerGroup({ groupId: group, members: ids });
}
