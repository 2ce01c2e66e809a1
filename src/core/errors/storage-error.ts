import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when a disk or another store below refuses a write, e.g. because it is full. What was stored stays readable. */
export class StorageError extends GoldenPipelineError {
  /** The system's code, e.g. `ENOSPC`. */
  readonly reason: string;
  /** False: nothing of the refused write counts. True: the write may or may not stand; read the log's head before trying again. */
  readonly uncertain: boolean;

  constructor(path: string, reason: string, cause: unknown, uncertain = false) {
    const message = reason === "ENOSPC" ? "no space is left on the disk" : `it was refused (${reason})`;
    const outcome = uncertain ? "It is not known whether it stands" : "Nothing of it was written";
    super("storage", {
      place: "store",
      message: `Could not write ${path}: ${message}. ${outcome}; what was stored stays readable`,
      cause,
    });
    this.reason = reason;
    this.uncertain = uncertain;
  }

  static override isInstance(error: unknown): error is StorageError {
    return errorCode(error) === "storage";
  }
}
