import { describeValue } from "./describe-value.js";
import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when an option or argument is outside what a function accepts. It is never thrown for bad data: bad rows are quarantined. */
export class InvalidArgumentError extends GoldenPipelineError {
  readonly expected: string;
  readonly got: unknown;

  /** @param expected Reads on from "Expected", e.g. "`test` to be a fraction between 0 and 1". */
  constructor(place: string, expected: string, got: unknown) {
    super("invalid-argument", { place, message: `Expected ${expected}, got ${describeValue(got)}` });
    this.expected = expected;
    this.got = got;
  }

  static override isInstance(error: unknown): error is InvalidArgumentError {
    return errorCode(error) === "invalid-argument";
  }
}
