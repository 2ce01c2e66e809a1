import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/** The SDK on a server that speaks HTTP/1 only. */
export function openClient(endpoint: string, maxAttempts = 3): KinesisClient {
  const credentials = { accessKeyId: "tests", secretAccessKey: "a-secret-of-tests" };
  return new KinesisClient({
    ...{ endpoint, credentials, maxAttempts, region: "eu-central-1" },
    requestHandler: new NodeHttpHandler({ connectionTimeout: 2000 }),
  });
}

/** What tests ask of a stream beyond the adapter. */
export interface TestStream {
  readonly name: string;
  /** Writes values as JSON, each to the shard of its hash key, and until all are taken. */
  put(
    values: readonly { readonly value: object | Uint8Array; readonly hashKey?: bigint; readonly key?: string }[],
  ): Promise<void>;
  shards(): Promise<readonly OpenShard[]>;
  split(shard: string): Promise<void>;
  merge(shard: string, other: string): Promise<void>;
}

interface OpenShard {
  readonly id: string;
  readonly closed: boolean;
  readonly first: bigint;
  readonly last: bigint;
}

let made = 0;

export async function newStream(client: KinesisClient, shardCount: number): Promise<TestStream> {
  const name = `stream-${process.pid}-${++made}`;
  const about = { StreamName: name };
  await client.send(new CreateStreamCommand({ ...about, ShardCount: shardCount }));

  async function untilActive(): Promise<void> {
    for (;;) {
      const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand(about));
      if (StreamDescriptionSummary?.StreamStatus === "ACTIVE") return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function shards(): Promise<OpenShard[]> {
    const { Shards = [] } = await client.send(new ListShardsCommand(about));
    return Shards.map(({ ShardId = "", HashKeyRange, SequenceNumberRange }) => ({
      id: ShardId,
      closed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
      first: BigInt(HashKeyRange?.StartingHashKey ?? 0),
      last: BigInt(HashKeyRange?.EndingHashKey ?? 0),
    }));
  }

  await untilActive();
  return {
    name,
    shards,
    async put(values) {
      let waiting = values.map(({ value, hashKey, key = "key" }) => ({
        Data: value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value)),
        PartitionKey: key,
        ...(hashKey !== undefined && { ExplicitHashKey: String(hashKey) }),
      }));
      while (waiting.length > 0) {
        const { Records = [] } = await client.send(new PutRecordsCommand({ ...about, Records: waiting }));
        waiting = waiting.filter((_, index) => Records[index]?.ErrorCode !== undefined);
      }
    },
    async split(id) {
      const shard = (await shards()).find((one) => one.id === id);
      const middle = ((shard?.first ?? 0n) + (shard?.last ?? 0n)) / 2n + 1n;
      await client.send(new SplitShardCommand({ ...about, ShardToSplit: id, NewStartingHashKey: String(middle) }));
      await untilActive();
    },
    async merge(id, other) {
      await client.send(new MergeShardsCommand({ ...about, ShardToMerge: id, AdjacentShardToMerge: other }));
      await untilActive();
    },
  };
}
