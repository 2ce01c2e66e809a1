import { type ErrorDetails, errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/**
 * Thrown when a source as a whole cannot be read: a missing file, doubled column names in a header, a missing peer package, a stream that was
 * already consumed. A single row that cannot be read is never thrown: it goes to quarantine.
 */
export class SourceError extends GoldenPipelineError {
  constructor(details: ErrorDetails) {
    super("source", details);
  }

  static override isInstance(error: unknown): error is SourceError {
    return errorCode(error) === "source";
  }
}
