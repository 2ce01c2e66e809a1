import type { Expectation, Keywords } from "../expectation.js";

/** A suite as Great Expectations 1.x keeps it. */
export interface ExpectationSuite {
  readonly name: string;
  readonly expectations: readonly Expectation[];
  readonly id?: string | null;
  /** Values for `{ "$PARAMETER": "name" }` in its expectations. */
  readonly suite_parameters?: Keywords;
  readonly meta?: Keywords;
  readonly notes?: unknown;
}

/** The version of Great Expectations whose formats and results these are. */
export const referenceVersion = "1.12.3";
