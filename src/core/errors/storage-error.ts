import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when the disk refuses, e.g. because it is full. Nothing of the refused write counts; what was stored stays readable. */
export class StorageError extends GoldenPipelineError {
  /** The operating system's code, e.g. `ENOSPC`. */
  readonly reason: string;

  constructor(path: string, reason: string, cause: unknown) {
    const message = reason === "ENOSPC" ? "no space is left on the disk" : `the file system refused (${reason})`;
    super("storage", {
      place: "store",
      message: `Could not write ${path}: ${message}. Nothing of it was written; what was stored stays readable`,
      cause,
    });
    this.reason = reason;
  }

  static override isInstance(error: unknown): error is StorageError {
    return errorCode(error) === "storage";
  }
}
