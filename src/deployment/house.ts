/** What other rooms of the house use of this one; not exported from the package. */
export { type Assignment, assign, type RoutingTable } from "./assignment/routing-table.js";
export type { CanaryOptions } from "./canary/canary-options.js";
export { type CanaryWatch, createCanaryWatch } from "./canary/canary-watch.js";
export type { CircuitOptions } from "./canary/circuit.js";
export { findBreach, judge } from "./canary/judge.js";
export { type RolloutHistoryEntry, readRolloutHistory } from "./rollout/rollout-history.js";
export type { ShadowPair } from "./router-options.js";
