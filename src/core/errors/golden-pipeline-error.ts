const marker = Symbol.for("golden-pipeline.error");

/** What every error of this library carries besides its message. */
export interface ErrorDetails {
  /** Where it happened, e.g. `store` or `features recentDelay`; the message begins with it. */
  readonly place: string;
  readonly message: string;
  readonly cause?: unknown;
}

/**
 * The base class of every error thrown on purpose by this library.
 * Errors of custom stages, models and clients are never wrapped in one: they arrive as they were thrown.
 */
export class GoldenPipelineError extends Error {
  /** A stable identifier to branch on, e.g. `invalid-argument`. */
  readonly code: string;
  readonly place: string;

  constructor(code: string, details: ErrorDetails) {
    super(
      `[golden-pipeline] [${details.place}] ${details.message}`,
      "cause" in details ? { cause: details.cause } : {},
    );
    this.name = new.target.name;
    this.code = code;
    this.place = details.place;
    Object.defineProperty(this, marker, { value: code });
  }

  /** True for an error of this class or of a class derived from it, also across two installed copies of the package. */
  static isInstance(error: unknown): error is GoldenPipelineError {
    return errorCode(error) !== undefined;
  }
}

/** The `code` of an error of this library, also across two installed copies of the package; otherwise undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !(marker in error)) return undefined;
  return String(error[marker as keyof typeof error]);
}
