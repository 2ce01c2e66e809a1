import { errorCode, GoldenPipelineError } from "../core/index.js";
import type { UnansweredKind, UnansweredRow } from "./unanswered.js";

/** Thrown where one row was asked about and got no answer. */
export class UnansweredError extends GoldenPipelineError {
  readonly kind: UnansweredKind;

  constructor(place: string, { kind, reason }: Pick<UnansweredRow, "kind" | "reason">) {
    super("unanswered", { place, message: `Expected an answer, got none (${kind}): ${reason}` });
    this.kind = kind;
  }

  static override isInstance(error: unknown): error is UnansweredError {
    return errorCode(error) === "unanswered";
  }
}
