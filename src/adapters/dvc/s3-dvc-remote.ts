import type { S3Client } from "@aws-sdk/client-s3";
import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { ServiceError } from "../../ports/index.js";
import type { DvcRemote } from "./dvc-remote.js";

export interface S3DvcRemoteOptions {
  /** The bucket, which has to be there. */
  readonly bucket: string;
  /** The path behind the bucket in the remote's `url`: `s3://models/dvc` has `dvc`. @default none */
  readonly path?: string;
}

/**
 * A DVC remote in S3, as `dvc remote add name s3://bucket/path` knows it: what is written there `dvc pull` brings, what `dvc push` put there is read. Each object is in memory as a
 * whole while it is read or written, and is at most 5 GB.
 * @param client An `S3Client` of `@aws-sdk/client-s3`: its credentials, endpoint, timeouts and tries are yours to set.
 * @example const repository = { folder: ".", remote: s3DvcRemote(new S3Client({}), { bucket: "models", path: "dvc" }) };
 * @throws {InvalidArgumentError} the client or an option is not what it has to be. Calls reject with a `ServiceError` when S3 gives no answer or refuses.
 */
export function s3DvcRemote(client: S3Client, options: S3DvcRemoteOptions): DvcRemote {
  checkOptions("dvc s3", options, { bucket: option.required(option.text), path: option.text });
  if (typeof client?.send !== "function")
    throw new InvalidArgumentError("dvc s3", "`client` to be an S3Client of @aws-sdk/client-s3", client);
  const { bucket: Bucket, path = "" } = options;
  const prefix = path.replace(/^\/+|\/+$/g, "");
  const name = `s3://${[Bucket, prefix].filter((part) => part !== "").join("/")}`;
  const place = (object: string) => ({ Bucket, Key: prefix === "" ? object : `${prefix}/${object}` });
  const sdk = () => import("@aws-sdk/client-s3"); // Loaded when first used.

  return Object.freeze({
    kind: "dvc-remote" as const,
    name,
    async get(object: string) {
      const { GetObjectCommand } = await sdk();
      try {
        const { Body } = await client.send(new GetObjectCommand(place(object)));
        return new Uint8Array((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (failureOf(error).code === "NoSuchKey") return undefined;
        throw refusal(name, `reading ${object}`, error);
      }
    },
    async size(object: string) {
      const { HeadObjectCommand } = await sdk();
      try {
        return (await client.send(new HeadObjectCommand(place(object)))).ContentLength;
      } catch (error) {
        // An answer to HEAD has no text: a missing bucket is told when something is written.
        if (failureOf(error).status === 404) return undefined;
        throw refusal(name, `looking for ${object}`, error);
      }
    },
    async put(object: string, bytes: Uint8Array) {
      const { PutObjectCommand } = await sdk();
      try {
        await client.send(new PutObjectCommand({ ...place(object), Body: bytes }));
      } catch (error) {
        throw refusal(name, `writing ${object}`, error);
      }
    },
  });
}

function failureOf(error: unknown): { readonly code: string; readonly status: number | undefined } {
  if (!(error instanceof Error)) return { code: "unknown", status: undefined };
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const known = typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { code, status: known ? Number(metadata.httpStatusCode) : undefined };
}

/** The SDK's own texts are left out: servers put requests and keys into them. */
function refusal(name: string, action: string, error: unknown): ServiceError {
  const { code, status } = failureOf(error);
  const answer = status === undefined ? code : `${code}, status ${status}`;
  const advice =
    status === undefined
      ? "look at the client's endpoint, the network and the timeouts"
      : "look at the bucket's name and region, and at what the client's credentials may do";
  const retryable = status === undefined || status === 408 || status === 429 || status >= 500;
  const message = `Expected ${name} to answer ${action}, got ${answer}: ${advice}`;
  return new ServiceError({ place: "dvc s3", message, status, retryable });
}
