/** What other rooms of the house use of this one; not exported from the package. */
export { type ResolvedLabel, resolveLabels } from "./resolve-labels.js";
export type { RetrainAlarm } from "./retrain-decision.js";
export type { RetrainOptions } from "./retrain-when.js";
