import type { S3Client } from "@aws-sdk/client-s3";
import { checkOptions, digestOf, type OptionRules, option } from "../../core/house.js";
import { type Blobs, type Digest, InvalidArgumentError } from "../../core/index.js";
import { s3Error, s3Failure } from "./s3-error.js";

export interface S3BlobsOptions {
  /** The bucket, which has to be there. */
  readonly bucket: string;
  /** What the names of objects begin with; an object is called `<prefix>sha256/<64 hexadecimal digits>`. @default "blobs/" */
  readonly prefix?: string;
}

const rules: OptionRules<S3BlobsOptions> = {
  bucket: option.required(option.text),
  prefix: { expected: "text", holds: (value) => typeof value === "string" },
};

/** One object, written in one request, is at most this long. */
const maximumBytes = 5 * 1024 ** 3;

/**
 * Blobs as objects of an S3 bucket, each in memory as a whole while it is read or written, at most 5 GB. An object is written only where none
 * stands (`If-None-Match: *`); one that stands is kept when its bytes are the ones of its name, and otherwise replaced.
 * @param client An `S3Client` of `@aws-sdk/client-s3`: its credentials, endpoint, timeouts and tries are yours to set.
 * @example composeStore({ logs, keys, blobs: s3Blobs(new S3Client({ region: "eu-central-1" }), { bucket: "models" }) })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function s3Blobs(client: S3Client, options: S3BlobsOptions): Blobs {
  checkOptions("s3", options, rules);
  if (typeof client?.send !== "function")
    throw new InvalidArgumentError("s3", "`client` to be an S3Client of @aws-sdk/client-s3", client);
  const { bucket, prefix = "blobs/" } = options;
  const place = (digest: Digest) => ({ Bucket: bucket, Key: `${prefix}${digest.replace(":", "/")}` });
  const sdk = () => import("@aws-sdk/client-s3"); // Loaded when first used.

  async function get(digest: Digest): Promise<Uint8Array | undefined> {
    const { GetObjectCommand } = await sdk();
    try {
      const { Body, ContentLength } = await client.send(new GetObjectCommand(place(digest)));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array(0);
      if (ContentLength !== undefined && bytes.length !== ContentLength)
        throw new Error(`Expected ${ContentLength} bytes, got ${bytes.length}`);
      return new Uint8Array(bytes);
    } catch (error) {
      if (s3Failure(error).name === "NoSuchKey") return undefined;
      throw s3Error(bucket, `reading ${digest}`, error);
    }
  }

  return {
    specificationVersion: "v1",
    async put(digest, bytes) {
      if (bytes.length > maximumBytes)
        throw new InvalidArgumentError("s3", `a blob of at most ${maximumBytes} bytes`, bytes.length);
      const Body = new Uint8Array(bytes); // Sent later, and again when the SDK tries again.
      const { PutObjectCommand } = await sdk();
      try {
        await client.send(new PutObjectCommand({ ...place(digest), Body, IfNoneMatch: "*" }));
        return;
      } catch (error) {
        // 409: another writer of the same name is at it. What stands is looked at, whoever wrote it.
        if (![409, 412].includes(s3Failure(error).status ?? 0)) throw s3Error(bucket, `writing ${digest}`, error);
      }
      const standing = await get(digest);
      if (standing !== undefined && digestOf(standing) === digestOf(Body)) return;
      try {
        await client.send(new PutObjectCommand({ ...place(digest), Body }));
      } catch (error) {
        throw s3Error(bucket, `writing ${digest}`, error);
      }
    },
    get,
    async has(digest) {
      const { HeadObjectCommand } = await sdk();
      try {
        await client.send(new HeadObjectCommand(place(digest)));
        return true;
      } catch (error) {
        // An answer to HEAD has no text: a missing bucket is told by `get` and `put` only.
        if (s3Failure(error).status === 404) return false;
        throw s3Error(bucket, `looking for ${digest}`, error);
      }
    },
  };
}
