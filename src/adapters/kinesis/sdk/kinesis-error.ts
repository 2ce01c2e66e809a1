import { ServiceError } from "../../../ports/index.js";

/** The service's code, e.g. `ExpiredIteratorException`, or the system's, e.g. `ECONNREFUSED`. */
export function failureName(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Limits, and what passes by itself. */
const busy = new Set([
  "ExpiredNextTokenException",
  "InternalFailureException",
  "KMSThrottlingException",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestTimeout",
  "Throttling",
  "ThrottlingException",
]);

/** An error of the SDK in words that say what to do. The SDK's own texts are left out: they hold accounts, keys and requests. */
export function kinesisError(about: string, error: unknown, late: number | undefined): ServiceError {
  const place = `kinesis ${about}`;
  if (late !== undefined)
    return new ServiceError({ place, message: `Expected an answer within ${late} ms, got none`, retryable: true });
  const name = failureName(error);
  const status = statusOf(error);
  const said = `the call failed (${name}${status === undefined ? "" : `, status ${status}`})`;
  const retryable = busy.has(name) || status === undefined || status === 429 || status >= 500;
  return new ServiceError({ place, message: `${said}: ${adviceOf(name, status)}`, status, retryable });
}

function statusOf(error: unknown): number | undefined {
  const metadata: unknown = Object(error).$metadata;
  const status: unknown = Object(metadata).httpStatusCode;
  return typeof status === "number" ? status : undefined;
}

function adviceOf(name: string, status: number | undefined): string {
  if (name === "ResourceNotFoundException")
    return "there is no such stream or shard; make it, or look at the client's region and endpoint";
  if (name === "InvalidArgumentException")
    return "the position is none of this shard: the stream may be another one than was read before";
  if (/^(ProvisionedThroughputExceeded|LimitExceeded|Throttling|KMSThrottling)/.test(name))
    return "a limit is reached, of which a shard has five reads and 2 MB a second for all its readers; read less often, or add shards";
  if (
    /AccessDenied|Unrecognized|Token|Signature|Credentials|MissingAuth/.test(name) ||
    status === 401 ||
    status === 403
  )
    return "the client's credentials were refused, or may not read this stream";
  if (status === undefined) return "there was no answer; look at the client's endpoint, the network and the timeouts";
  if (status >= 500) return "the service is out of order; try again later";
  return "look at the stream and the client's settings";
}
