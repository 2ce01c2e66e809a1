export type { Check } from "./check.js";
export { historyChecks } from "./history-checks.js";
export { type LeakCheckOptions, leakChecks } from "./leak-checks.js";
export { type CalibrationOptions, type MatcherResult, matchers } from "./matchers.js";
export { type ReducerChecksOptions, reducerChecks } from "./reducer-checks.js";
export { type CheckedRegistry, registryChecks } from "./registry-checks.js";
export { type SourceChecksOptions, sourceChecks } from "./source-checks.js";
export { type StageChecksArgument, type StageChecksOptions, stageChecks } from "./stage-checks.js";
export { type CheckedStore, storeChecks } from "./store-checks.js";
