import { type ErrorDetails, errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when stored bytes are not what was written: torn, truncated, edited or of another format. `fsck` lists all of them. */
export class DamagedError extends GoldenPipelineError {
  readonly reference: string;

  constructor(reference: string, details: ErrorDetails) {
    super("damaged", details);
    this.reference = reference;
  }

  static override isInstance(error: unknown): error is DamagedError {
    return errorCode(error) === "damaged";
  }
}
