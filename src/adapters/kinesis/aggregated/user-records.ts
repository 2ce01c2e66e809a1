import { createHash } from "node:crypto";
import type { KinesisRecord, KinesisShard } from "../kinesis-client.js";
import { readAggregated } from "./read-aggregated.js";

/** What a producer has sent: a record of the stream, or one of those that are packed into it. */
export interface UserRecord extends KinesisRecord {
  /** Its place among those of its sequence number. */
  readonly subsequence: number;
}

/**
 * The records that a producer has sent. One that is packed, and whose hash key is another shard's, is left out: the stream was resharded while it was under
 * way, and the producer's library has sent it again.
 */
export function userRecords(record: KinesisRecord, hashKeys: KinesisShard["hashKeys"]): UserRecord[] {
  const packed = readAggregated(record.data);
  if (packed === undefined) return [{ ...record, subsequence: 0 }];
  const [first, last] = [BigInt(hashKeys[0]), BigInt(hashKeys[1])];
  return packed.flatMap(({ partitionKey, explicitHashKey, data }, subsequence) => {
    const hashKey = hashKeyOf(partitionKey, explicitHashKey);
    if (hashKey < first || hashKey > last) return [];
    return [{ sequence: record.sequence, arrival: record.arrival, partitionKey, data, subsequence }];
  });
}

/** A partition key's MD5 as a number decides on the shard, unless the producer does. */
export function hashKeyOf(partitionKey: string, explicitHashKey?: string): bigint {
  if (explicitHashKey !== undefined && /^[0-9]{1,39}$/.test(explicitHashKey)) return BigInt(explicitHashKey);
  return BigInt(`0x${createHash("md5").update(partitionKey).digest("hex")}`);
}
