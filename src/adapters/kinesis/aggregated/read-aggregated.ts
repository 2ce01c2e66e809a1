import { createHash } from "node:crypto";
import { readFields } from "./read-fields.js";

/** One of the records that a producer's library has packed into one. */
export interface PackedRecord {
  readonly partitionKey: string;
  readonly explicitHashKey: string | undefined;
  readonly data: Uint8Array;
}

const magic = Buffer.from("f3899ac2", "hex");
const checksumLength = 16;

/**
 * The records of the Kinesis Producer Library's aggregation format: four magic bytes, a message of Protocol Buffers, its MD5. Undefined for bytes that are
 * none, or only look so (another checksum): as the readers of the library have it, those are a record of their own.
 *
 * Source: github.com/awslabs/amazon-kinesis-producer, aggregation-format.md.
 */
export function readAggregated(data: Uint8Array): readonly PackedRecord[] | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < magic.length + checksumLength || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const message = bytes.subarray(magic.length, -checksumLength);
  const checksum = createHash("md5").update(message).digest();
  if (!checksum.equals(bytes.subarray(-checksumLength))) return undefined;
  try {
    return readMessage(message);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Fields: 1 partition keys, 2 explicit hash keys, 3 records. */
function readMessage(message: Buffer): PackedRecord[] {
  const keys: string[] = [];
  const hashKeys: string[] = [];
  const packed: Buffer[] = [];
  for (const { number, bytes } of readFields(message)) {
    if (bytes === undefined) continue;
    if (number === 1) keys.push(bytes.toString());
    if (number === 2) hashKeys.push(bytes.toString());
    if (number === 3) packed.push(bytes);
  }
  return packed.map((bytes) => readRecord(bytes, keys, hashKeys));
}

/** Fields: 1 index of the partition key, 2 index of the explicit hash key, 3 data; tags (4) are not read. */
function readRecord(message: Buffer, keys: readonly string[], hashKeys: readonly string[]): PackedRecord {
  let partitionKey: string | undefined;
  let explicitHashKey: string | undefined;
  let data: Uint8Array | undefined;
  for (const { number, value, bytes } of readFields(message)) {
    if (number === 1) partitionKey = keys[value];
    if (number === 2) explicitHashKey = hashKeys[value];
    if (number === 3) data = bytes;
  }
  if (partitionKey === undefined || data === undefined) throw new RangeError("Expected a partition key and data");
  return { partitionKey, explicitHashKey, data };
}
