import { type ErrorDetails, errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** One thing wrong with a value: where in it, and what. */
export interface SchemaErrorIssue {
  /** E.g. `input.rows[3].price`. */
  readonly path: string;
  readonly message: string;
}

/** Thrown when what a stage is given or gives back does not satisfy the schema that it declares. Rows of data are never judged this way: those are quarantined. */
export class SchemaError extends GoldenPipelineError {
  readonly subject: "input" | "output";
  readonly issues: readonly SchemaErrorIssue[];

  constructor(
    facts: { readonly subject: "input" | "output"; readonly issues: readonly SchemaErrorIssue[] },
    details: ErrorDetails,
  ) {
    super("schema", details);
    this.subject = facts.subject;
    this.issues = facts.issues;
  }

  static override isInstance(error: unknown): error is SchemaError {
    return errorCode(error) === "schema";
  }
}
