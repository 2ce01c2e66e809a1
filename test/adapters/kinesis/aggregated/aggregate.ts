import { createHash } from "node:crypto";
import protobuf from "protobufjs";

export interface ToPack {
  readonly partitionKey: string;
  readonly explicitHashKey?: string | undefined;
  readonly data: Uint8Array;
}

/** github.com/awslabs/amazon-kinesis-producer, aggregation-format.md */
const { root } = protobuf.parse(`
  syntax = "proto2";
  message Tag { required string key = 1; optional string value = 2; }
  message Record {
    required uint64 partition_key_index = 1;
    optional uint64 explicit_hash_key_index = 2;
    required bytes data = 3;
    repeated Tag tags = 4;
  }
  message AggregatedRecord {
    repeated string partition_key_table = 1;
    repeated string explicit_hash_key_table = 2;
    repeated Record records = 3;
  }`);
const AggregatedRecord = root.lookupType("AggregatedRecord");

/** Packs records as a producer's library does. */
export function aggregate(records: readonly ToPack[]): Uint8Array {
  const keys = [...new Set(records.map(({ partitionKey }) => partitionKey))];
  const hashKeys = [...new Set(records.flatMap(({ explicitHashKey }) => explicitHashKey ?? []))];
  const message = AggregatedRecord.encode(
    AggregatedRecord.create({
      partitionKeyTable: keys,
      explicitHashKeyTable: hashKeys,
      records: records.map(({ partitionKey, explicitHashKey, data }) => ({
        partitionKeyIndex: keys.indexOf(partitionKey),
        ...(explicitHashKey !== undefined && { explicitHashKeyIndex: hashKeys.indexOf(explicitHashKey) }),
        data,
        tags: [{ key: "a", value: "tag" }],
      })),
    }),
  ).finish();
  const checksum = createHash("md5").update(message).digest();
  return Buffer.concat([Buffer.from("f3899ac2", "hex"), message, checksum]);
}
