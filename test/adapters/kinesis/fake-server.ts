import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { MemoryKinesis } from "golden-pipeline/adapters/kinesis";
import type { KinesisStart } from "../../../src/adapters/kinesis/kinesis-client.js";

export interface FakeAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** The service's protocol (JSON 1.1 over HTTP/2) over Kinesis in memory. `trouble` answers in its place, or lets it wait for ever. */
export async function startFakeKinesis(kinesis: MemoryKinesis): Promise<{
  readonly url: string;
  trouble: (action: string) => FakeAnswer | "silence" | undefined;
  /** The actions that were asked, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}> {
  const fake = {
    url: "",
    trouble: (_action: string): FakeAnswer | "silence" | undefined => undefined,
    asked: [] as string[],
    async stop() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
  const sessions = new Set<{ destroy(): void }>();
  const server = createServer();
  server.on("session", (session) => sessions.add(session));
  server.on("request", async (request, response) => {
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const asked = JSON.parse((await text(request)) || "{}");
    fake.asked.push(action);
    const answer = fake.trouble(action) ?? { body: await answerOf(kinesis, action, asked) };
    if (answer === "silence") return;
    response.writeHead(answer.status ?? 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function answerOf(kinesis: MemoryKinesis, action: string, asked: Record<string, never>): Promise<unknown> {
  switch (action) {
    case "DescribeStreamSummary": {
      const { created, retentionMilliseconds } = await kinesis.describe(asked.StreamName ?? "");
      const RetentionPeriodHours = retentionMilliseconds / 3_600_000;
      return { StreamDescriptionSummary: { StreamCreationTimestamp: created / 1000, RetentionPeriodHours } };
    }
    case "ListShards": {
      // A page holds one shard; the token says which, and of which stream.
      const [stream = "", index = 0] = String(asked.NextToken ?? asked.StreamName).split("/");
      const shards = await kinesis.shards(stream);
      const { id = "", parents = [], closed, hashKeys = [] } = shards[Number(index)] ?? {};
      const following = Number(index) + 1;
      return {
        Shards: [
          {
            ShardId: id,
            ParentShardId: parents[0],
            AdjacentParentShardId: parents[1],
            HashKeyRange: { StartingHashKey: hashKeys[0], EndingHashKey: hashKeys[1] },
            SequenceNumberRange: { StartingSequenceNumber: "0", ...(closed && { EndingSequenceNumber: "9" }) },
          },
        ],
        ...(following < shards.length && { NextToken: `${stream}/${following}` }),
      };
    }
    case "GetShardIterator": {
      const types: Readonly<Record<string, KinesisStart>> = {
        TRIM_HORIZON: { at: "oldest" },
        AT_TIMESTAMP: { at: "time", time: Number(asked.Timestamp) * 1000 },
        AT_SEQUENCE_NUMBER: { at: "record", sequence: String(asked.StartingSequenceNumber) },
      };
      const start = types[String(asked.ShardIteratorType)] ?? { at: "oldest" as const };
      return { ShardIterator: await kinesis.iterator(asked.StreamName ?? "", asked.ShardId ?? "", start) };
    }
    case "PutRecords": {
      const records = (asked.Records ?? []) as readonly { readonly PartitionKey: string; readonly Data: string }[];
      const outcomes = await kinesis.put(
        asked.StreamName ?? "",
        records.map(({ PartitionKey, Data }) => ({ partitionKey: PartitionKey, data: Buffer.from(Data, "base64") })),
      );
      return {
        FailedRecordCount: outcomes.filter((outcome) => outcome !== undefined).length,
        Records: outcomes.map((outcome) =>
          outcome === undefined ? { SequenceNumber: "1", ShardId: "shardId-000000000000" } : { ErrorCode: outcome },
        ),
      };
    }
    default: {
      const page = await kinesis.records(asked.ShardIterator ?? "", asked.Limit ?? 1);
      return {
        MillisBehindLatest: page?.millisecondsBehind,
        NextShardIterator: page?.next ?? null,
        Records: page?.records.map(({ sequence, arrival, partitionKey, data }) => ({
          SequenceNumber: sequence,
          ApproximateArrivalTimestamp: arrival / 1000,
          PartitionKey: partitionKey,
          Data: Buffer.from(data).toString("base64"),
        })),
      };
    }
  }
}
