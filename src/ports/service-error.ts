import { errorCode, GoldenPipelineError } from "../core/index.js";

/** Thrown when a service that an adapter speaks to gave no answer, or refused. It never carries a header or password that was sent. */
export class ServiceError extends GoldenPipelineError {
  /** The HTTP status, when there was one. */
  readonly status: number | undefined;
  /** Whether the same call may succeed later: there was no answer, or the service was busy or out of order. */
  readonly retryable: boolean;

  constructor(details: {
    readonly place: string;
    readonly message: string;
    readonly status?: number | undefined;
    readonly retryable: boolean;
    readonly cause?: unknown;
  }) {
    super("service", {
      place: details.place,
      message: details.message,
      ...("cause" in details && { cause: details.cause }),
    });
    this.status = details.status;
    this.retryable = details.retryable;
  }

  static override isInstance(error: unknown): error is ServiceError {
    return errorCode(error) === "service";
  }
}
