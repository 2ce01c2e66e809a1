import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when sealed bytes are read whose subject was erased: their key is destroyed for good. Not damage. */
export class ErasedError extends GoldenPipelineError {
  readonly reference: string;
  readonly subject: string;

  constructor(reference: string, subject: string) {
    super("erased", {
      place: "store",
      message: `${reference} was sealed for subject ${subject}, who was erased: input erased`,
    });
    this.reference = reference;
    this.subject = subject;
  }

  static override isInstance(error: unknown): error is ErasedError {
    return errorCode(error) === "erased";
  }
}
