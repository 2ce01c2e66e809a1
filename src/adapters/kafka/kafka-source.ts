import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, type Source } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import { createAssignments } from "./assignments.js";
import type { KafkaClient } from "./kafka-client.js";
import { kafkaPartition, type PartitionOptions } from "./kafka-partition.js";
import { readingOfBatch } from "./registry/reading-of-batch.js";
import type { SchemaRegistry } from "./registry/schema-registry.js";

export interface KafkaSourceOptions {
  /** `kafkaClient({ brokers })`, or `createMemoryKafka(…)` in tests. */
  readonly client: KafkaClient;
  readonly topic: string;
  /** The group of readers that share the topic and whose commits are kept together. */
  readonly group: string;
  /** Stands in lineage and in run ids. @default the topic */
  readonly name?: string;
  /** Where a partition begins of which nothing was committed: with its oldest record, or with what comes next. @default "earliest" */
  readonly start?: "earliest" | "latest";
  /** The most records of a batch. @default 10000 */
  readonly batchRecords?: number;
  /** About how many bytes of records a batch has at most: one record may be larger. @default 4194304 */
  readonly batchBytes?: number;
  /** A value that nests deeper is quarantined. @default 32 */
  readonly maximumDepth?: number;
  /** Where the schemas are that values name in the registry's wire format: Avro, JSON Schema, Protobuf. @default none: values are JSON */
  readonly registry?: SchemaRegistry;
  /** The text of the schema by which values of Avro are read, whichever they were written by; needs `registry`. @default the writer's of each */
  readonly readerSchema?: string;
  /** How long the group waits for a reader of which nothing is heard, in milliseconds; brokers allow 6000 to 1800000. @default 30000 */
  readonly sessionMilliseconds?: number;
  /** A name of this process that stays over restarts: it has its partitions again without the wait above. Two may not run under one. @default none */
  readonly instance?: string;
}

const rules: OptionRules<KafkaSourceOptions> = {
  client: option.required(option.noun),
  topic: option.required(option.text),
  group: option.required(option.text),
  name: option.text,
  start: option.oneOf("earliest", "latest"),
  batchRecords: option.count,
  batchBytes: option.count,
  maximumDepth: option.count,
  registry: option.noun,
  readerSchema: option.text,
  sessionMilliseconds: option.wholeNumber({ minimum: 1 }),
  instance: option.text,
};

/**
 * A topic as a source for `runner.each`: its partitions come as the group assigns them, a rebalance revokes them, and commits are refused to who has
 * lost one. A batch is what has arrived, up to its limits, and lands byte for byte; values are JSON objects, or what a schema registry describes.
 *
 * @example
 * const client = kafkaClient({ brokers: ["127.0.0.1:9092"] });
 * for await (const run of runner.each(landing, kafkaSource({ client, topic: "flights", group: "landing" }))) …
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function kafkaSource(options: KafkaSourceOptions): Source<RawSource> {
  checkOptions("kafka source", options, rules);
  const { client, topic, group, name = topic, sessionMilliseconds = 30_000, instance } = options;
  const { start = "earliest", batchRecords = 10_000, batchBytes = 4 << 20 } = options;
  const readingOf = valueReader(options);
  return {
    specificationVersion: "v1",
    name,
    async *partitions(signal) {
      signal.throwIfAborted();
      const assignments = createAssignments(name);
      const join = { topic, group, sessionMilliseconds, instance, listener: assignments };
      const member = await client.join(join);
      try {
        for (;;) {
          const held = await assignments.next(signal);
          yield kafkaPartition(held, { member, assignments, topic, name, start, batchRecords, batchBytes, readingOf });
        }
      } finally {
        assignments.close();
        await member.leave();
      }
    },
  };
}

function valueReader({ maximumDepth = 32, registry, readerSchema }: KafkaSourceOptions): PartitionOptions["readingOf"] {
  if (registry !== undefined) return (records) => readingOfBatch(records, { registry, maximumDepth, readerSchema });
  if (readerSchema !== undefined)
    throw new InvalidArgumentError("kafka source", "`registry` beside `readerSchema`", undefined, "no registry");
  return async () => ({ values: "json", maximumDepth });
}
