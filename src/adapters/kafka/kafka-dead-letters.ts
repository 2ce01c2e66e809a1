import {
  checkArguments,
  checkOptions,
  formatReference,
  option,
  parseReference,
  readSegments,
} from "../../core/house.js";
import { InvalidArgumentError, MissingError, type Store } from "../../core/index.js";
import { unframeRecords } from "./frame-records.js";
import type { KafkaClient, KafkaMessage, KafkaRecord } from "./kafka-client.js";
import { kafkaFormat } from "./kafka-format.js";

/** A row that was kept out, as `readQuarantine` gives it. */
export interface DeadRow {
  /** `raw/<contract>@<sequence>#<row>` */
  readonly position: string;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

export interface KafkaDeadLetters {
  /**
   * Writes the records behind rows that were kept out to the topic, each as it came (key, value, headers), with headers that say why and where from:
   * `dead-letter-topic`, `-partition`, `-offset`, `-position`, `-codes` and `-reasons` (JSON lists).
   * @returns How many were written. Done again, it writes them again: the position tells them apart.
   * @throws {MissingError} no record of Kafka stands there. @throws {ErasedError} its subject was erased. @throws {ServiceError} the brokers took nothing.
   */
  send(store: Store, rows: Iterable<DeadRow> | AsyncIterable<DeadRow>): Promise<number>;
  close(): Promise<void>;
}

/** How many are written in one call. */
const batchSize = 500;

/**
 * A topic for what validation has kept out of the records of other topics.
 * @example
 * const letters = kafkaDeadLetters({ client, topic: "clicks-dead" });
 * await letters.send(store, readQuarantine(store, clicks, { segment: output.quarantine }));
 */
export function kafkaDeadLetters(options: { readonly client: KafkaClient; readonly topic: string }): KafkaDeadLetters {
  checkOptions("kafka dead letters", options, {
    client: option.required(option.noun),
    topic: option.required(option.text),
  });
  const { client, topic } = options;
  let producing: ReturnType<KafkaClient["producer"]> | undefined;

  async function write(messages: readonly KafkaMessage[]): Promise<number> {
    if (messages.length === 0) return 0;
    producing ??= client.producer({ idempotent: true });
    try {
      await (await producing).send(topic, messages);
    } catch (error) {
      const broken = producing;
      producing = undefined; // The next call has a new one.
      void broken.then((one) => one.close()).catch(() => undefined);
      throw error;
    }
    return messages.length;
  }

  return {
    async send(store, rows) {
      checkArguments("kafka dead letters", { store }, { store: option.store });
      let written = 0;
      let messages: KafkaMessage[] = [];
      const find = recordFinder(store);
      for await (const row of rows) {
        messages.push(letterOf(row, await find(row.position)));
        if (messages.length < batchSize) continue;
        written += await write(messages);
        messages = [];
      }
      return written + (await write(messages));
    },
    async close() {
      await (await producing?.catch(() => undefined))?.close();
    },
  };
}

interface Found {
  readonly record: KafkaRecord;
  readonly reading: { readonly [fact: string]: unknown };
}

/** Rows that were kept out mostly stand side by side: the newest segment is kept. */
function recordFinder(store: Store): (position: string) => Promise<Found> {
  let newest:
    | { readonly name: string; readonly records: readonly KafkaRecord[]; readonly reading: Found["reading"] }
    | undefined;
  return async (position) => {
    const reference = parseReference(position);
    if (reference.kind !== "row")
      throw new InvalidArgumentError("kafka dead letters", "a position like `raw/clicks@3#17`", position);
    const { log, sequence, row } = reference;
    const name = formatReference({ kind: "event", log, sequence });
    if (newest?.name !== name)
      for await (const { blob, encoding, metadata } of readSegments(store, log, { from: sequence, to: sequence })) {
        if (encoding !== kafkaFormat.id)
          throw new MissingError("kafka dead letters", `a record of Kafka at ${position}`);
        const bytes = (await store.blobs.get(blob)) ?? new Uint8Array();
        newest = { name, records: [...unframeRecords(bytes)], reading: metadata.reading as Found["reading"] };
      }
    const record = newest?.name === name ? newest.records[row] : undefined;
    if (record === undefined || newest === undefined) throw new MissingError("kafka dead letters", position);
    return { record, reading: newest.reading };
  };
}

function letterOf({ position, reasons }: DeadRow, { record, reading }: Found): KafkaMessage {
  const facts = {
    topic: String(reading.topic),
    partition: String(reading.partition),
    offset: String(record.offset),
    position,
    codes: JSON.stringify(reasons.map(({ code }) => code)),
    reasons: JSON.stringify(reasons.map(({ message }) => message)),
  };
  return {
    key: record.key,
    value: record.value,
    headers: [
      ...record.headers.map(([name, content]) => [name, content ?? new Uint8Array()] as const),
      ...Object.entries(facts).map(([name, text]) => [`dead-letter-${name}`, Buffer.from(text)] as const),
    ],
  };
}
