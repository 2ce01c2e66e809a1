// Lands a stream into a store of files until it is killed. Words: the server's address, stream, the store's folder, the leases' folder.
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { createRunner } from "golden-pipeline";
import { kinesisClient, kinesisFormat, kinesisSource } from "golden-pipeline/adapters/kinesis";
import { ingest } from "golden-pipeline/ingestion";
import { createFileStore, fileLogs } from "golden-pipeline/store";
import { numbers } from "../numbers.js";

const [endpoint = "", stream = "", folder = "", leases = ""] = process.argv.slice(2);
const runner = createRunner({ store: createFileStore(folder), environment: { GIT_COMMIT: "test" } });
const credentials = { accessKeyId: "tests", secretAccessKey: "a-secret-of-tests" };
const client = new KinesisClient({
  ...{ endpoint, credentials, region: "eu-central-1" },
  requestHandler: new NodeHttpHandler(),
});
const source = kinesisSource({
  ...{ client: kinesisClient(client), stream, group: "landing", leases: fileLogs(leases) },
  ...{ batchRecords: 40, leaseMilliseconds: 600, pollMilliseconds: 50 },
});
console.log("started");
const stage = ingest(numbers, { formats: [kinesisFormat] });
for await (const { record } of runner.each(stage, source, { concurrency: 3 })) console.log("landed", record.batch?.to);
