import { randomUUID } from "node:crypto";
import { memoryLogs } from "golden-pipeline";
import { kinesisClient, kinesisPredictions, kinesisSource } from "golden-pipeline/adapters/kinesis";
import { addressOf } from "./addresses.js";
import type { Closers } from "./closers.js";
import type { Broker } from "./feed.js";
import { reach } from "./reach.js";

export async function openKinesis(closers: Closers): Promise<Broker> {
  const sdk = await import("@aws-sdk/client-kinesis");
  const { NodeHttpHandler } = await import("@smithy/node-http-handler");
  const aws = new sdk.KinesisClient({
    endpoint: addressOf("AWS_ENDPOINT_URL_KINESIS"),
    region: process.env.AWS_REGION ?? "us-east-1",
    requestHandler: new NodeHttpHandler({ connectionTimeout: 5_000 }), // Servers in place of AWS speak no HTTP/2.
  });
  closers.push(async () => aws.destroy());
  await reach("Kinesis", "AWS_ENDPOINT_URL_KINESIS", () => aws.send(new sdk.ListStreamsCommand({})));
  const client = kinesisClient(aws);

  async function makeStream(stream: string): Promise<void> {
    try {
      await aws.send(new sdk.CreateStreamCommand({ StreamName: stream, ShardCount: 1 }));
    } catch (error) {
      if (!(error instanceof sdk.ResourceInUseException)) throw error;
    }
    await sdk.waitUntilStreamExists({ client: aws, maxWaitTime: 120, minDelay: 1 }, { StreamName: stream });
  }

  return {
    system: "kinesis",
    async openFeed(stream) {
      await makeStream(stream);
      return {
        async send(records) {
          for (let from = 0; from < records.length; from += 500) await putAll(stream, records.slice(from, from + 500));
        },
        // A group of its own begins at the beginning: what has landed before is known by the store.
        source: () =>
          kinesisSource({
            client,
            stream,
            group: `reader-${randomUUID()}`,
            leases: memoryLogs(),
            pollMilliseconds: 200,
          }),
      };
    },
    async openPredictions(stream) {
      await makeStream(stream);
      return kinesisPredictions({ client, stream, onProblem: ({ error }) => console.error(`Kinesis: ${error}`) });
    },
  };

  async function putAll(stream: string, records: readonly { readonly key: string; readonly value: string }[]) {
    let waiting = records.map(({ key, value }) => ({ partitionKey: key, data: Buffer.from(value) }));
    for (let pause = 100; waiting.length > 0; pause = Math.min(2 * pause, 10_000)) {
      const refused = await client.put(stream, waiting);
      waiting = waiting.filter((_, index) => refused[index] !== undefined);
      if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
