/** What came of one check. */
export interface SodaCheckResult {
  /** Its type, e.g. `missing`. */
  readonly check: string;
  readonly name: string | undefined;
  /** Undefined of a check of the table. */
  readonly column: string | undefined;
  readonly outcome: "PASSED" | "WARN" | "FAILED" | "NOT_EVALUATED";
  /** The figure that is held against the threshold. */
  readonly value: number | undefined;
  /** Why it was not evaluated. */
  readonly why: string | undefined;
}

export interface SodaVerification {
  /** Whether nothing failed, and all was evaluated. */
  readonly passed: boolean;
  readonly results: readonly SodaCheckResult[];
}

/** The figure of a check; text says why there is none. */
export type Figure = number | string;
