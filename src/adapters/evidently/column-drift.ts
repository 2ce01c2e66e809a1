import { InvalidArgumentError } from "../../core/index.js";
import { defaultTest } from "./default-test.js";
import type { Samples } from "./sample.js";
import { type EvidentlyTest, isDrift, statTests } from "./stat-tests.js";

/** What was found of a column. */
export interface ColumnDrift {
  readonly column: string;
  readonly type: Samples["type"];
  readonly test: EvidentlyTest;
  /** A p-value or a distance, as the test has it; null where it says nothing, e.g. of a constant. */
  readonly score: number | null;
  readonly threshold: number;
  readonly drifted: boolean;
}

/** @throws {InvalidArgumentError} a side has no value, or the test is not one of such values. */
export function columnDrift(
  column: string,
  samples: Samples,
  chosen: { readonly test?: EvidentlyTest | undefined; readonly threshold?: number | undefined } = {},
): ColumnDrift {
  for (const side of ["reference", "current"] as const)
    if (samples[side].length === 0)
      throw new InvalidArgumentError("evidently", `values in column ${column} of the ${side} rows`, 0, "none");
  const test = chosen.test ?? defaultTest(samples);
  const { types, drifts, score: scoreOf, threshold: usual } = statTests[test];
  if (chosen.test !== undefined && !types.includes(samples.type))
    throw new InvalidArgumentError("evidently", `a test for a ${samples.type} in column ${column}`, test);
  const threshold = chosen.threshold ?? usual;
  const score = scoreOf(samples);
  return {
    column,
    type: samples.type,
    test,
    score: Number.isFinite(score) ? score : null,
    threshold,
    drifted: isDrift(score, drifts, threshold),
  };
}
