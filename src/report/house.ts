/** What other rooms of the house use of this one; not exported from the package. */
export { type ComparisonLike, comparisonTable } from "./evaluation/comparison-table.js";
export { shortVersion } from "./short-version.js";
