import { createHash } from "node:crypto";

export interface ToPack {
  readonly partitionKey: string;
  readonly explicitHashKey?: string | undefined;
  readonly data: Uint8Array;
}

/** Packs records as a producer's library does: github.com/awslabs/amazon-kinesis-producer, aggregation-format.md. */
export function aggregate(records: readonly ToPack[]): Uint8Array {
  const keys = [...new Set(records.map(({ partitionKey }) => partitionKey))];
  const hashKeys = [...new Set(records.flatMap(({ explicitHashKey }) => explicitHashKey ?? []))];
  const message = Buffer.concat([
    ...keys.map((key) => bytesField(1, Buffer.from(key))),
    ...hashKeys.map((key) => bytesField(2, Buffer.from(key))),
    ...records.map(({ partitionKey, explicitHashKey, data }) =>
      bytesField(
        3,
        Buffer.concat([
          numberField(1, keys.indexOf(partitionKey)),
          ...(explicitHashKey === undefined ? [] : [numberField(2, hashKeys.indexOf(explicitHashKey))]),
          bytesField(3, data),
          bytesField(4, bytesField(1, Buffer.from("a tag"))),
        ]),
      ),
    ),
  ]);
  const checksum = createHash("md5").update(message).digest();
  return Buffer.concat([Buffer.from("f3899ac2", "hex"), message, checksum]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

const numberField = (number: number, value: number): Buffer => Buffer.concat([varint(8 * number), varint(value)]);
const bytesField = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varint(8 * number + 2), varint(bytes.length), bytes]);
