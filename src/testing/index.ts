export type { Check } from "./check.js";
export { historyChecks } from "./history-checks.js";
export { type LeakCheckOptions, leakChecks } from "./leak-checks.js";
export { type CalibrationOptions, type MatcherResult, matchers } from "./matchers.js";
export { type CheckedRegistry, registryChecks } from "./registry-checks.js";
export { sourceChecks } from "./source/source-checks.js";
export type { CheckedSource, SourceChecksOptions } from "./source/source-checks-options.js";
export { type StageChecksArgument, type StageChecksOptions, stageChecks } from "./stage-checks.js";
export { type CheckedStore, storeChecks } from "./store-checks.js";
