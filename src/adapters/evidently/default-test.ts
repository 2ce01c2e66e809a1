import type { Category, Samples } from "./sample.js";
import type { EvidentlyTest } from "./stat-tests.js";

const fewRows = 1000;
const fewNumbers = 5;

/**
 * The test that Evidently chooses: by the column's type, its different values on both sides, and the rows of the reference that have one.
 *
 * | column | up to 1,000 rows | more |
 * | --- | --- | --- |
 * | numbers, more than 5 different | `ks` | `wasserstein` |
 * | numbers, 3 to 5 different; more than 2 categories | `chisquare` | `jensenshannon` |
 * | at most 2 different | `z` | `jensenshannon` |
 */
export function defaultTest({ type, reference, current }: Samples): EvidentlyTest {
  const different = new Set<Category>([...reference, ...current]).size;
  const numeric = type === "number" && different > fewNumbers;
  if (reference.length > fewRows) return numeric ? "wasserstein" : "jensenshannon";
  if (numeric) return "ks";
  return different > 2 ? "chisquare" : "z";
}
