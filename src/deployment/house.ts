/** What other rooms of the house use of this one; not exported from the package. */
export { type Assignment, assign, type RoutingTable } from "./assignment/routing-table.js";
export type { CanaryOptions } from "./canary/canary-options.js";
export { type CanaryWatch, createCanaryWatch } from "./canary/canary-watch.js";
export { ratioSequence } from "./canary/confidence-sequence.js";
export type { ShadowPair } from "./router-options.js";
