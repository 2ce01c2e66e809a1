import { ServiceError } from "../../ports/index.js";

/** What is known of an error of the SDK. Its texts are not told: they hold accounts, roles and requests. */
interface SageMakerFailure {
  /** The service's code, e.g. `ValidationException`, or the system's, e.g. `ECONNREFUSED`. */
  readonly name: string;
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined;
  readonly text: string;
}

function failureOf(error: unknown): SageMakerFailure {
  if (!(error instanceof Error)) return { name: "unknown", status: undefined, text: "" };
  const status: unknown = Object(Object(error).$metadata).httpStatusCode;
  const name = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { name, status: typeof status === "number" ? status : undefined, text: error.message };
}

/** SageMaker has no code of its own for what is not there: the text of a ValidationException says so. */
export function isMissing(error: unknown): boolean {
  const { name, text } = failureOf(error);
  return name === "ResourceNotFound" || (isRefused(name) && /could not find|does not exist|not found/i.test(text));
}

/** Somebody has made the same in the same moment. */
export function isThereAlready(error: unknown): boolean {
  const { name, text } = failureOf(error);
  return (isRefused(name) || name === "ResourceInUse") && /already exist/i.test(text);
}

const isRefused = (name: string): boolean => /^Validation(Exception|Error)$/.test(name);

const busy = /^(Throttl|ConflictException|RequestTimeout|InternalFailure|ServiceUnavailable|ResourceInUse)/;

/** An error of the SDK in words that say what to do, without a word of the SDK's own. */
export function sagemakerError(about: string, action: string, error: unknown, late: number | undefined): ServiceError {
  const place = `sagemaker ${about}`;
  if (late !== undefined)
    return new ServiceError({
      place,
      message: `${action}: expected an answer within ${late} ms, got none`,
      retryable: true,
    });
  const { name, status } = failureOf(error);
  const said = `${action} failed (${name}${status === undefined ? "" : `, status ${status}`})`;
  const retryable = busy.test(name) || status === undefined || status === 429 || status >= 500 || status < 300;
  return new ServiceError({ place, message: `${said}: ${adviceOf(name, status)}`, status, retryable });
}

function adviceOf(name: string, status: number | undefined): string {
  if (name === "ResourceLimitExceeded") return "the account has no more of these; raise its quota or delete some";
  if (/^Throttl/.test(name) || status === 429) return "too many calls of this account; try again later";
  if (name === "ConflictException" || name === "ResourceInUse") return "something else is changing it; try again";
  if (
    /AccessDenied|Unrecognized|Token|Signature|Credentials|MissingAuth/.test(name) ||
    [401, 403].includes(status ?? 0)
  )
    return "the client's credentials were refused, or its role may not do this";
  if (status === undefined) return "there was no answer; look at the client's endpoint, the network and the timeouts";
  if (status >= 500) return "the service is out of order; try again later";
  if (status < 300) return "the answer could not be read";
  return "SageMaker refused what was asked; look for the call in CloudTrail, and at the client's region";
}
