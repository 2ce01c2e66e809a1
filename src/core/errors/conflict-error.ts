import { counted } from "../counted.js";
import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when an append or a promotion expected another head than the log has: somebody else wrote first. Read again and decide anew. */
export class ConflictError extends GoldenPipelineError {
  readonly log: string;
  readonly expected: number;
  readonly actual: number;

  constructor(facts: { readonly log: string; readonly expected: number; readonly actual: number }) {
    super("conflict", {
      place: `log ${facts.log}`,
      message: `Expected ${counted(facts.expected, "event")} before this append, got ${facts.actual}: somebody else wrote first`,
    });
    this.log = facts.log;
    this.expected = facts.expected;
    this.actual = facts.actual;
  }

  static override isInstance(error: unknown): error is ConflictError {
    return errorCode(error) === "conflict";
  }
}
