import type { KinesisClient as AwsClient } from "@aws-sdk/client-kinesis";
import { checkOptions, option } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import type { KinesisClient, KinesisPage, KinesisShard, KinesisStart } from "../kinesis-client.js";
import { failureName, kinesisError } from "./kinesis-error.js";
import { pageOf, shardOf } from "./read-answers.js";

export interface KinesisClientOptions {
  /** How long one call may take, the SDK's own tries included. @default 30000 */
  readonly timeoutMilliseconds?: number;
}

/**
 * The client of `@aws-sdk/client-kinesis` as this adapter needs it. Its credentials, region, endpoint and tries are yours to set.
 * @example kinesisClient(new KinesisClient({ region: "eu-central-1" }))
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function kinesisClient(client: AwsClient, options: KinesisClientOptions = {}): KinesisClient {
  checkOptions<KinesisClientOptions>("kinesis client", options, {
    timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
  });
  if (typeof client?.send !== "function")
    throw new InvalidArgumentError(
      "kinesis client",
      "`client` to be a KinesisClient of @aws-sdk/client-kinesis",
      client,
    );
  const { timeoutMilliseconds = 30_000 } = options;
  const sdk = () => import("@aws-sdk/client-kinesis"); // Loaded when first used.

  /** Ends a call in time, and its failure is told without the SDK's own words. */
  async function within<T>(
    about: string,
    send: (abort: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMilliseconds);
    try {
      return await send({ abortSignal: late.signal });
    } catch (error) {
      throw kinesisError(about, error, late.signal.aborted ? timeoutMilliseconds : undefined);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async describe(stream) {
      const { DescribeStreamSummaryCommand } = await sdk();
      const command = new DescribeStreamSummaryCommand({ StreamName: stream });
      const { StreamDescriptionSummary: summary } = await within(stream, (abort) => client.send(command, abort));
      const { StreamCreationTimestamp: created, RetentionPeriodHours: hours = 24 } = summary ?? {};
      return { created: created?.getTime() ?? 0, retentionMilliseconds: hours * 3_600_000 };
    },
    async shards(stream) {
      const { ListShardsCommand } = await sdk();
      const shards: KinesisShard[] = [];
      let token: string | undefined;
      do {
        const command = new ListShardsCommand(token === undefined ? { StreamName: stream } : { NextToken: token });
        const answer = await within(stream, (abort) => client.send(command, abort));
        shards.push(...(answer.Shards ?? []).map(shardOf));
        token = answer.NextToken;
      } while (token !== undefined);
      return shards;
    },
    async iterator(stream, shard, start) {
      const { GetShardIteratorCommand } = await sdk();
      const command = new GetShardIteratorCommand({ StreamName: stream, ShardId: shard, ...placeOf(start) });
      const answer = await within(`${stream} ${shard}`, (abort) => client.send(command, abort));
      return answer.ShardIterator ?? "";
    },
    async put(stream, records) {
      const { PutRecordsCommand } = await sdk();
      const Records = records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data }));
      const command = new PutRecordsCommand({ StreamName: stream, Records });
      const answer = await within(stream, (abort) => client.send(command, abort));
      return records.map((_, index) => {
        const result = answer.Records?.[index];
        return result?.SequenceNumber ? undefined : (result?.ErrorCode ?? "no answer");
      });
    },
    async records(iterator, limit): Promise<KinesisPage | undefined> {
      const { GetRecordsCommand } = await sdk();
      const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
      return within("records", async (abort) => {
        try {
          return pageOf(await client.send(command, abort));
        } catch (error) {
          if (failureName(error) === "ExpiredIteratorException") return undefined;
          throw error;
        }
      });
    },
  };
}

function placeOf(start: KinesisStart) {
  if (start.at === "oldest") return { ShardIteratorType: "TRIM_HORIZON" as const };
  if (start.at === "time") return { ShardIteratorType: "AT_TIMESTAMP" as const, Timestamp: new Date(start.time) };
  return { ShardIteratorType: "AT_SEQUENCE_NUMBER" as const, StartingSequenceNumber: start.sequence };
}
