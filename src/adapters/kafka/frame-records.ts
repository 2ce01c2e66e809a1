import type { KafkaRecord } from "./kafka-client.js";

/**
 * Records as bytes, each as it was: a big-endian length, offset (int64), timestamp (float64), key, value and the number of headers (int32), each header's name
 * and value. Bytes stand behind their length (int32), −1 for none.
 */
export function frameRecords(records: readonly KafkaRecord[]): Uint8Array {
  const parts: Buffer[] = [];
  for (const record of records) {
    const body = frameRecord(record);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.reduce((sum, part) => sum + part.length, 0));
    parts.push(length, ...body);
  }
  return Buffer.concat(parts);
}

function frameRecord({ offset, timestamp, key, value, headers }: KafkaRecord): Buffer[] {
  const head = Buffer.alloc(16);
  head.writeBigInt64BE(offset);
  head.writeDoubleBE(timestamp, 8);
  const count = Buffer.alloc(4);
  count.writeInt32BE(headers.length);
  return [
    head,
    ...framed(key),
    ...framed(value),
    count,
    ...headers.flatMap(([name, content]) => [...framed(Buffer.from(name)), ...framed(content)]),
  ];
}

function framed(bytes: Uint8Array | null): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes?.length ?? -1);
  return bytes === null ? [length] : [length, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
}

/** The records of bytes that `frameRecords` has made. @throws {RangeError} the bytes are others. */
export function* unframeRecords(bytes: Uint8Array): Generator<KafkaRecord> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const end = at + 4 + buffer.readInt32BE(at);
    const record = unframe(buffer, at + 4);
    if (record.end !== end) throw new RangeError(`Expected a record to end at byte ${end}, it ends at ${record.end}`);
    yield record.record;
    at = end;
  }
}

function unframe(buffer: Buffer, start: number): { readonly record: KafkaRecord; readonly end: number } {
  let at = start + 16;
  const next = (): Buffer | null => {
    const length = buffer.readInt32BE(at);
    at += 4 + Math.max(0, length);
    if (at > buffer.length) throw new RangeError("Expected more bytes of a record");
    return length < 0 ? null : buffer.subarray(at - length, at);
  };
  const [offset, timestamp] = [buffer.readBigInt64BE(start), buffer.readDoubleBE(start + 8)];
  const [key, value] = [next(), next()];
  const count = buffer.readInt32BE(at);
  at += 4;
  const headers = Array.from({ length: count }, () => [next()?.toString("utf8") ?? "", next()] as const);
  return { record: { offset, timestamp, key, value, headers }, end: at };
}
