import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when sealed bytes are read whose subject was erased: their key is destroyed for good. Not damage. */
export class ErasedError extends GoldenPipelineError {
  readonly reference: string;
  /** Undefined when it is not known: sealed bytes do not tell whose they are. */
  readonly subject: string | undefined;

  constructor(reference: string, subject?: string) {
    const whom = subject === undefined ? "a subject" : `subject ${subject}`;
    super("erased", { place: "store", message: `${reference} was sealed for ${whom} who was erased: input erased` });
    this.reference = reference;
    this.subject = subject;
  }

  static override isInstance(error: unknown): error is ErasedError {
    return errorCode(error) === "erased";
  }
}
