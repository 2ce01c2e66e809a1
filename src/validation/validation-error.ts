import { errorCode, GoldenPipelineError } from "../core/index.js";

/** Thrown when a dataset as a whole may not be used: too many invalid rows, or too much missing. With a store, the invalid rows stand in quarantine by then. */
export class ValidationError extends GoldenPipelineError {
  /** Rows kept out, by reason. */
  readonly reasons: { readonly [reason: string]: number };
  readonly rows: number;
  readonly invalid: number;

  constructor(
    contract: string,
    message: string,
    facts: { readonly reasons: { readonly [reason: string]: number }; readonly rows: number; readonly invalid: number },
  ) {
    super("validation", { place: `validate ${contract}`, message });
    this.reasons = facts.reasons;
    this.rows = facts.rows;
    this.invalid = facts.invalid;
  }

  static override isInstance(error: unknown): error is ValidationError {
    return errorCode(error) === "validation";
  }
}
