import type { JsonObject } from "../../core/index.js";
import { rowBatchBuilder } from "../../ports/house.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";
import { unframeRecords } from "./frame-records.js";
import type { KafkaRecord } from "./kafka-client.js";
import { valueDecoder } from "./values/value-decoder.js";
import type { ValueReading } from "./values/value-reading.js";

/** What stands beside the bytes of a batch. */
type KafkaReading = ValueReading & { readonly topic: string; readonly partition: number };

/**
 * How records land: byte for byte, with keys and headers, whether their values can be read or not. A row has the fields of the value and
 * `_topic`, `_partition`, `_offset`, `_timestamp` and `_key` of the record, which replace fields of these names. Give it to
 * `ingest(contract, { formats: [kafkaFormat] })`, so that landed records are read back later.
 */
export const kafkaFormat: RawFormat = { id: "kafka-records@1", decode };

async function* decode(bytes: Uint8Array, json: JsonObject): AsyncGenerator<RawBatch> {
  const reading = json as KafkaReading;
  const decodeValue = valueDecoder(reading);
  const builder = rowBatchBuilder();
  for (const record of unframeRecords(bytes)) {
    const raw = textOf(record.value ?? new Uint8Array());
    const decoded = await decodeValue(record);
    if ("problem" in decoded) builder.addUnreadable(decoded.problem, raw);
    else builder.add({ ...decoded.row, ...factsOf(record, reading) }, raw);
    if (builder.full) yield builder.finish();
  }
  if (builder.length > 0) yield builder.finish();
}

function factsOf({ offset, timestamp, key }: KafkaRecord, { topic, partition }: KafkaReading) {
  const position = Number.isSafeInteger(Number(offset)) ? Number(offset) : offset;
  const _key = key === null ? null : textOf(key);
  return { _topic: topic, _partition: partition, _offset: position, _timestamp: new Date(timestamp), _key };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
