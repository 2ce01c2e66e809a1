/** What other rooms of the house use of this one; not exported from the package. */
export { type Assignment, assign, type RoutingTable } from "./assignment/routing-table.js";
export { type CanaryWatch, createCanaryWatch } from "./canary/canary-watch.js";
export { ratioSequence } from "./canary/confidence-sequence.js";
