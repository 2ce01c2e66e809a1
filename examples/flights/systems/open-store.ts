import { join } from "node:path";
import { type Blobs, composeStore, type Keys, type Logs, type Store } from "golden-pipeline";
import { postgresBlobs, postgresKeys, postgresLogs } from "golden-pipeline/adapters/postgres";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { createFileStore, fileBlobs, fileKeys, fileLogs } from "golden-pipeline/store";
import { addressOf, slugOf } from "./addresses.js";
import type { Closers } from "./closers.js";
import { reach } from "./reach.js";

/** One store in all: logs and keys in Postgres or in files, blobs in S3, in Postgres or in files. */
export async function openStore(
  directory: string,
  uses: { readonly postgres: boolean; readonly s3: boolean },
  closers: Closers,
): Promise<Store> {
  if (!uses.postgres && !uses.s3) return createFileStore(directory);
  // Logs speak of blobs that stand elsewhere then: they are another store.
  const place = uses.s3 ? join(directory, "s3") : directory;
  const parts = uses.postgres ? await openPostgres(place, closers) : undefined;
  return composeStore({
    logs: parts?.logs ?? fileLogs(place),
    keys: parts?.keys ?? fileKeys(place),
    blobs: uses.s3 ? await openS3(place, closers) : (parts?.blobs ?? fileBlobs(place)),
  });
}

interface Parts {
  readonly logs: Logs;
  readonly blobs: Blobs;
  readonly keys: Keys;
}

async function openPostgres(directory: string, closers: Closers): Promise<Parts> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString: addressOf("DATABASE_URL"), connectionTimeoutMillis: 10_000 });
  pool.on("error", (error) => console.error(`Postgres: ${error.message}`));
  closers.push(() => pool.end());
  await reach("Postgres", "DATABASE_URL", () => pool.query("select 1"));
  // A schema for each directory, as the embedded store has a folder for each.
  const schema = `golden_pipeline_${slugOf(directory)}`;
  return {
    logs: postgresLogs(pool, { schema }),
    blobs: postgresBlobs(pool, { schema }),
    keys: postgresKeys(pool, { schema }),
  };
}

async function openS3(directory: string, closers: Closers): Promise<Blobs> {
  const { CreateBucketCommand, HeadBucketCommand, S3Client, S3ServiceException } = await import("@aws-sdk/client-s3");
  const client = new S3Client({
    endpoint: addressOf("AWS_ENDPOINT_URL_S3"),
    forcePathStyle: true,
    region: process.env.AWS_REGION ?? "us-east-1",
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  closers.push(async () => client.destroy());
  const bucket = addressOf("S3_BUCKET");
  await reach("S3", "AWS_ENDPOINT_URL_S3", async () => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === undefined) throw error;
      // An answer to HEAD says nothing but its status.
      if (status !== 404)
        throw new Error(`status ${status} for bucket ${bucket}: look at S3_BUCKET and the credentials`);
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
    }
  });
  return s3Blobs(client, { bucket, prefix: `${slugOf(directory)}/` });
}
