import { KinesisClient } from "@aws-sdk/client-kinesis";
import { memoryLogs } from "golden-pipeline";
import { createMemoryKinesis, kinesisClient, kinesisSource } from "golden-pipeline/adapters/kinesis";
import { ServiceError } from "golden-pipeline/ports";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFakeKinesis } from "./fake-server.js";
import { numbersOf, shard } from "./shards.js";

const secret = "a-secret-of-tests";
let kinesis: ReturnType<typeof createMemoryKinesis>;
let server: Awaited<ReturnType<typeof startFakeKinesis>>;
let sdk: KinesisClient;

beforeEach(async () => {
  kinesis = createMemoryKinesis({ streams: { t: 2 } });
  server = await startFakeKinesis(kinesis);
  const credentials = { accessKeyId: "tests", secretAccessKey: secret };
  sdk = new KinesisClient({ endpoint: server.url, region: "eu-central-1", credentials, maxAttempts: 1 });
});
afterEach(async () => {
  sdk.destroy();
  await server.stop();
});

async function failure(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!ServiceError.isInstance(error)) throw new Error(`Expected a ServiceError, got ${error}`);
  for (const text of [error.message, String(error.stack), JSON.stringify(error)]) expect(text).not.toContain(secret);
  return error;
}

describe("the SDK's client, over HTTP/2", () => {
  it("lists the shards of all pages, with parents, ends and hash keys", async () => {
    kinesis.merge("t", shard(0), shard(1));
    expect(await kinesisClient(sdk).shards("t")).toEqual(await kinesis.shards("t"));
  });

  it("reads a stream through a split, each shard to its end", async () => {
    kinesis.send("t", { value: { n: 1 }, shard: shard(0) });
    kinesis.split("t", shard(0));
    kinesis.send("t", { value: { n: 2 }, shard: shard(2) });
    const options = { client: kinesisClient(sdk), stream: "t", group: "g", leases: memoryLogs(), pollMilliseconds: 1 };
    const stop = new AbortController();
    const numbers: number[] = [];
    async function follow(): Promise<void> {
      for await (const partition of kinesisSource(options).partitions(stop.signal))
        void (async () => {
          for (let from: string | undefined; ; ) {
            const read = await partition.read({ from, signal: stop.signal });
            if (read === undefined) return partition.release();
            numbers.push(...(await numbersOf(read.batch)));
            await partition.commit(read.to);
            from = read.to;
          }
        })().catch(() => undefined);
    }
    const followed = follow().catch(() => undefined);
    await expect.poll(() => numbers, { timeout: 20_000 }).toEqual([1, 2]);
    stop.abort(new Error("enough"));
    await followed;
  });

  it("begins at a time or at a record, and knows an iterator that has expired", async () => {
    kinesis.send("t", { value: { n: 1 }, shard: shard(0) }, { value: { n: 2 }, shard: shard(0) });
    const client = kinesisClient(sdk);
    const all = await client.records(await client.iterator("t", shard(0), { at: "time", time: 0 }), 10);
    expect(all?.records.map(({ data }) => JSON.parse(String(Buffer.from(data))).n)).toEqual([1, 2]);
    expect(all?.millisecondsBehind).toBe(0);
    const sequence = all?.records[1]?.sequence ?? "";
    const iterator = await client.iterator("t", shard(0), { at: "record", sequence });
    expect((await client.records(iterator, 10))?.records).toHaveLength(1);
    server.trouble = () => ({ status: 400, body: { __type: "ExpiredIteratorException", message: "expired" } });
    expect(await client.records(iterator, 10)).toBeUndefined();
  });

  it("writes records, and tells of each whether it was taken", async () => {
    kinesis.setTrouble("partly");
    const records = ["a", "b"].map((partitionKey) => ({ partitionKey, data: Buffer.from(`"${partitionKey}"`) }));
    const outcomes = await kinesisClient(sdk).put("t", records);
    expect(outcomes).toEqual([undefined, "ProvisionedThroughputExceededException"]);
  });

  it.each([
    ["ProvisionedThroughputExceededException", 400, true, /a limit is reached/],
    ["LimitExceededException", 400, true, /a limit is reached/],
    ["KMSThrottlingException", 400, true, /a limit is reached/],
    ["ResourceNotFoundException", 400, false, /there is no such stream or shard/],
    ["InvalidArgumentException", 400, false, /the stream may be another one/],
    ["AccessDeniedException", 400, false, /credentials were refused/],
    ["UnrecognizedClientException", 400, false, /credentials were refused/],
    ["InternalFailure", 500, true, /the service is out of order/],
  ] as const)("tells %s in words that say what to do", async (name, status, retryable, advice) => {
    server.trouble = () => ({ status, body: { __type: name, message: `of account 123, ${secret}` } });
    const error = await failure(kinesisClient(sdk).shards("t"));
    expect([error.retryable, error.status]).toEqual([retryable, status]);
    expect(error.message).toContain(`[kinesis t] the call failed (${name}, status ${status})`);
    expect(error.message).toMatch(advice);
  });

  it("waits no longer than its limit for an answer, and tells of a server that is gone", async () => {
    server.trouble = () => "silence";
    const slow = await failure(kinesisClient(sdk, { timeoutMilliseconds: 100 }).shards("t"));
    expect(slow.message).toContain("[kinesis t] Expected an answer within 100 ms, got none");
    expect(slow.retryable).toBe(true);
    await server.stop();
    const gone = await failure(kinesisClient(sdk).describe("t"));
    expect([gone.retryable, gone.status]).toEqual([true, undefined]);
    expect(gone.message).toContain("there was no answer");
  });

  it("is refused when it is none", () => {
    expect(() => kinesisClient({} as never)).toThrow(/`client` to be a KinesisClient of @aws-sdk\/client-kinesis/);
  });
});
