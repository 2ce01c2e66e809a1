// A store whose blobs stand in S3.   S3_ENDPOINT=https://… AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… S3_BUCKET=models npx tsx examples/06-s3.ts
import { S3Client } from "@aws-sdk/client-s3";
import { composeStore, memoryKeys, memoryLogs } from "golden-pipeline";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { accessKeyId, fakeS3, secretAccessKey } from "../test/adapters/s3/fake-s3.js";

const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket = "models" } = process.env;
const fake = endpoint === undefined ? await fakeS3(bucket) : undefined; // without a server: one that speaks as S3 does
const client = new S3Client({
  endpoint: endpoint ?? fake?.url ?? "",
  region: process.env.AWS_REGION ?? "us-east-1",
  forcePathStyle: true,
  ...(fake && { credentials: { accessKeyId, secretAccessKey } }),
});

const store = composeStore({ logs: memoryLogs(), keys: memoryKeys(), blobs: s3Blobs(client, { bucket }) });
const model = new TextEncoder().encode("a model");
const [first, second] = await Promise.all([store.blobs.put(model), store.blobs.put(model)]);
console.log("one object for equal bytes:", first === second, new TextDecoder().decode(await store.blobs.get(first)));

const sealed = await store.blobs.put(new TextEncoder().encode("Ann's address"), { subject: "ann" });
await store.erase("ann");
console.log(await store.blobs.get(sealed).catch((error: Error) => error.message));
client.destroy();
await fake?.close();
