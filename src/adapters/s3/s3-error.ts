import { ServiceError } from "../../ports/index.js";

/** What is known of an error of the SDK. Its own texts are left out of what is said: servers put resources, requests and keys into them. */
interface S3Failure {
  /** The server's code, e.g. `NoSuchKey`, or the system's, e.g. `ECONNREFUSED`. */
  readonly name: string;
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined;
}

export function s3Failure(error: unknown): S3Failure {
  if (!(error instanceof Error)) return { name: "unknown", status: undefined };
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? Number(metadata.httpStatusCode)
      : undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { name: code ?? error.name, status };
}

/** An error of the SDK in words that say what to do. The bucket is named, secrets are not. */
export function s3Error(bucket: string, action: string, error: unknown): ServiceError {
  const { name, status } = s3Failure(error);
  const place = `s3 ${bucket}`;
  const said = `${action} failed (${name}${status === undefined ? "" : `, status ${status}`})`;
  const retryable = status === undefined || status === 408 || status === 429 || status >= 500 || status < 300;
  return new ServiceError({ place, message: `${said}: ${adviceOf(name, status)}`, status, retryable });
}

function adviceOf(name: string, status: number | undefined): string {
  if (name === "NoSuchBucket") return "there is no such bucket; make it, or look at the client's region and endpoint";
  if (status === 401 || status === 403)
    return "the client's credentials were refused, or may not read and write objects of this bucket";
  if (status === 301 || status === 307) return "the bucket is in another region than the client";
  if (status === undefined) return "there was no answer; look at the client's endpoint, the network and the timeouts";
  if (status === 429 || status >= 500) return "the server is busy or out of order; try again later";
  return "look at the server's log";
}
