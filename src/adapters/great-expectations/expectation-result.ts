import type { Keywords } from "./expectation.js";

/** What came of one expectation, as Great Expectations writes it. */
export interface ExpectationResult {
  /** False also when it could not be evaluated. */
  readonly success: boolean;
  readonly expectation_config: {
    readonly type: string;
    readonly kwargs: Keywords;
    readonly meta: unknown;
    readonly id?: string;
  };
  /** Counts and unexpected values of rows, or `observed_value`; empty with BOOLEAN_ONLY and when it could not be evaluated. */
  readonly result: Keywords;
  readonly meta: Keywords;
  /** Why it could not be evaluated: a column that is not there, values of another kind, keywords that make no sense. */
  readonly exception_info: {
    readonly raised_exception: boolean;
    readonly exception_message: string | null;
    readonly exception_traceback: string | null;
  };
}
