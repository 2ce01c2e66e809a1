// Lands a stream of Kinesis, here one in memory; yours is named by `STREAM=clicks`, in the SDK's region.   npx tsx examples/01-kinesis.ts
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { createMemoryStore, createRunner, memoryLogs, pipeline } from "golden-pipeline";
import { createMemoryKinesis, kinesisClient, kinesisFormat, kinesisSource } from "golden-pipeline/adapters/kinesis";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const memory = createMemoryKinesis({ streams: { clicks: 1 } });
for (const user of ["ann", "bob"]) memory.send("clicks", { key: user, value: { user, clicks: user.length } });
memory.split("clicks", "shardId-000000000000");
for (const user of ["cid", "dan"]) memory.send("clicks", { key: user, value: { user, clicks: user.length } });
const { STREAM: stream = "clicks" } = process.env;
const client = process.env.STREAM === undefined ? memory : kinesisClient(new KinesisClient());

const clicks = contract("clicks", z.object({ user: z.string(), clicks: z.int(), _shard: z.string() }));
const landing = pipeline("clicks", ingest(clicks, { formats: [kinesisFormat] })).pipe(validate());
const source = kinesisSource({ client, stream, group: "landing", leases: memoryLogs() });
let rows = 0;
for await (const { record, output } of createRunner({ store: createMemoryStore() }).each(landing, source)) {
  console.log(record.batch, `${output.rows} rows`);
  rows += output.rows;
  if (client === memory && rows === 4) break; // A stream never ends by itself.
}
