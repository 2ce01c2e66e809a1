import { type ErrorDetails, errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when the stored state forbids what was asked, e.g. resuming a run with a changed fingerprint or promoting an unknown version. */
export class StateError extends GoldenPipelineError {
  constructor(details: ErrorDetails) {
    super("state", details);
  }

  static override isInstance(error: unknown): error is StateError {
    return errorCode(error) === "state";
  }
}
