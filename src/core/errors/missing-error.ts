import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when a reference (a blob, an event, a run, a model version) points at nothing in this store. */
export class MissingError extends GoldenPipelineError {
  readonly reference: string;

  constructor(place: string, reference: string, hint = "") {
    super("missing", {
      place,
      message: `Expected ${reference} to exist in the store, got nothing${hint && `. ${hint}`}`,
    });
    this.reference = reference;
  }

  static override isInstance(error: unknown): error is MissingError {
    return errorCode(error) === "missing";
  }
}
