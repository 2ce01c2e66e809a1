import { checkOptions, option } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import { ServiceError } from "../../../ports/index.js";
import type { KafkaClient, KafkaMember, KafkaMessage, KafkaRecord } from "../kafka-client.js";
import { MemoryGroup } from "./memory-group.js";
import { MemoryTopic } from "./memory-topic.js";

/** Kafka in memory, for unit tests of what reads and writes topics: groups, generations, rebalances, retention, an outage. */
export interface MemoryKafka extends KafkaClient {
  /** Writes to a topic. Bytes are as they are, text is UTF-8, another object JSON. */
  send(topic: string, ...messages: readonly MemoryMessage[]): void;
  /** What a partition holds. */
  records(topic: string, partition: number): readonly KafkaRecord[];
  /** Puts all readers of a group out, as when nothing was heard of them: they lose their partitions and come back as new ones. */
  evict(topic: string, group: string): void;
  /** Deletes the records of a partition before an offset. */
  deleteBefore(topic: string, partition: number, offset: number): void;
  /** The brokers are gone, or back: calls are refused meanwhile. */
  setDown(down: boolean): void;
}

export interface MemoryMessage {
  readonly value: Uint8Array | string | object | null;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string | Uint8Array>>;
  /** @default the one of the key, or one after the other */
  readonly partition?: number;
}

/**
 * Makes a Kafka in memory.
 * @param options.topics Each topic's number of partitions.
 * @example
 * const kafka = createMemoryKafka({ topics: { flights: 3 } });
 * kafka.send("flights", { key: "AA1", value: { delay: 12 } });
 * @throws {InvalidArgumentError} no topics, or a number of partitions that is not a whole number of at least 1.
 */
export function createMemoryKafka(options: { readonly topics: Readonly<Record<string, number>> }): MemoryKafka {
  checkOptions("memory kafka", options, { topics: option.required(option.noun) });
  const topics = new Map<string, MemoryTopic>();
  for (const [name, partitions] of Object.entries(options.topics)) {
    if (!Number.isSafeInteger(partitions) || partitions < 1)
      throw new InvalidArgumentError("memory kafka", "`topics` to be numbers of partitions by name", options.topics);
    topics.set(name, new MemoryTopic(partitions));
  }
  const groups = new Map<string, MemoryGroup>();
  let down = false;

  function find(name: string): MemoryTopic {
    const topic = topics.get(name);
    if (topic === undefined) throw refused(`there is no topic ${name}`, false);
    return topic;
  }

  function groupOf(topic: string, group: string): MemoryGroup {
    const name = JSON.stringify([topic, group]);
    const found = groups.get(name) ?? new MemoryGroup(find(topic).partitions);
    groups.set(name, found);
    return found;
  }

  function checkUp(): void {
    if (down) throw refused("the brokers are down", true);
  }

  function member(topic: MemoryTopic, group: MemoryGroup, listener: Parameters<MemoryGroup["join"]>[0]): KafkaMember {
    const self = group.join(listener);
    return {
      async committed(partition) {
        checkUp();
        return group.offsets.get(partition);
      },
      async commit(partition, offset, assignment) {
        checkUp();
        return group.commit(self, partition, offset, assignment);
      },
      async bounds(partition) {
        checkUp();
        return topic.bounds(partition);
      },
      async fetch(partition, request) {
        checkUp();
        return topic.fetch(partition, request);
      },
      release: async () => undefined,
      leave: async () => group.leave(self),
    };
  }

  return {
    name: "memory",
    async join({ topic, group, listener }) {
      checkUp();
      return member(find(topic), groupOf(topic, group), listener);
    },
    producer: async () => ({
      async send(topic, records) {
        checkUp();
        for (const record of records) find(topic).append(record);
      },
      close: async () => undefined,
    }),
    send(topic, ...messages) {
      for (const message of messages) find(topic).append(encode(message));
    },
    records: (topic, partition) => find(topic).read(partition),
    evict: (topic, group) => groupOf(topic, group).evict(),
    deleteBefore: (topic, partition, offset) => find(topic).deleteBefore(partition, BigInt(offset)),
    setDown(now) {
      down = now;
    },
  };
}

function refused(message: string, retryable: boolean): ServiceError {
  return new ServiceError({ place: "memory kafka", message, retryable });
}

function encode({ value, key, headers = {}, partition }: MemoryMessage): KafkaMessage {
  return {
    key: key === undefined ? null : Buffer.from(key),
    value: bytesOf(value),
    headers: Object.entries(headers).map(([name, content]) => [name, Buffer.from(content)] as const),
    ...(partition !== undefined && { partition }),
  };
}

function bytesOf(value: MemoryMessage["value"]): Uint8Array | null {
  if (value === null || value instanceof Uint8Array) return value;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}
