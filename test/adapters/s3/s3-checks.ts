import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { composeStore, memoryKeys, memoryLogs } from "golden-pipeline";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { blobsChecks, storeChecks } from "golden-pipeline/testing";
import { accessKeyId, secretAccessKey } from "./fake-s3.js";

export function openClient(endpoint: string, changes: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, ...changes });
}

let prefixes = 0;

/** The contract suites, each check below a prefix of its own. `url` is asked when a check is run. */
export function s3Checks(url: () => string, bucket: string) {
  const fresh = () => {
    const options = { bucket, prefix: `check-${++prefixes}/` };
    const clients = [openClient(url()), openClient(url())];
    const [client, other] = clients as [S3Client, S3Client];
    const close = async () => {
      for (const each of clients) each.destroy();
    };
    return { blobs: s3Blobs(client, options), other: s3Blobs(other, options), close };
  };
  return Object.entries({
    blobs: blobsChecks(async () => {
      const { blobs, other, close } = fresh();
      return { blobs, reopen: async () => other, close };
    }),
    "a store with them": storeChecks(async () => {
      const { blobs, other, close } = fresh();
      const [logs, keys] = [memoryLogs(), memoryKeys()];
      return {
        store: composeStore({ logs, keys, blobs }),
        reopen: async () => composeStore({ logs, keys, blobs: other }),
        close,
      };
    }),
  }).map(([name, checks]) => ({ name, checks: [...checks] }));
}
