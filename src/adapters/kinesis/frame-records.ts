import type { KinesisRecord } from "./kinesis-client.js";

/**
 * Records as bytes, each as it was: sequence number, partition key and data behind their big-endian lengths (int32), then the time of arrival (float64).
 * Aggregated records stay as the producer made them.
 */
export function frameRecords(records: readonly KinesisRecord[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { sequence, partitionKey, data, arrival } of records) {
    const time = Buffer.alloc(8);
    time.writeDoubleBE(arrival);
    parts.push(...framed(Buffer.from(sequence)), ...framed(Buffer.from(partitionKey)), ...framed(data), time);
  }
  return Buffer.concat(parts);
}

function framed(bytes: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return [length, bytes];
}

/** The records of bytes that `frameRecords` has made. @throws {RangeError} the bytes are others. */
export function* unframeRecords(bytes: Uint8Array): Generator<KinesisRecord> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const next = (): Buffer => {
    const start = at + 4;
    at = start + buffer.readInt32BE(at);
    if (at < start || at > buffer.length) throw new RangeError("Expected more bytes of a record");
    return buffer.subarray(start, at);
  };
  while (at < buffer.length) {
    const [sequence, partitionKey, data] = [next().toString(), next().toString(), next()];
    const arrival = buffer.readDoubleBE(at);
    at += 8;
    yield { sequence, partitionKey, data, arrival };
  }
}
