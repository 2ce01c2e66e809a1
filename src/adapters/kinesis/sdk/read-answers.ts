import type { GetRecordsOutput, Shard } from "@aws-sdk/client-kinesis";
import type { KinesisPage, KinesisShard } from "../kinesis-client.js";

export function shardOf(shard: Shard): KinesisShard {
  const { ShardId: id = "", ParentShardId, AdjacentParentShardId, HashKeyRange, SequenceNumberRange } = shard;
  return {
    id,
    parents: [ParentShardId, AdjacentParentShardId].filter((parent) => typeof parent === "string"),
    closed: typeof SequenceNumberRange?.EndingSequenceNumber === "string",
    hashKeys: [HashKeyRange?.StartingHashKey ?? "0", HashKeyRange?.EndingHashKey ?? String(2n ** 128n - 1n)],
  };
}

export function pageOf(answer: GetRecordsOutput): KinesisPage {
  const { Records = [], NextShardIterator, MillisBehindLatest = 0 } = answer;
  return {
    records: Records.map(({ SequenceNumber, ApproximateArrivalTimestamp, PartitionKey, Data }) => ({
      sequence: SequenceNumber ?? "",
      arrival: ApproximateArrivalTimestamp?.getTime() ?? 0,
      partitionKey: PartitionKey ?? "",
      data: Data ?? new Uint8Array(),
    })),
    next: NextShardIterator ?? undefined, // `null` in the answer of a shard's end.
    millisecondsBehind: MillisBehindLatest,
  };
}
