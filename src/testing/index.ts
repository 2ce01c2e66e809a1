export { type HistoryCheck, historyChecks } from "./history-checks.js";
export { type LeakCheck, type LeakCheckOptions, leakChecks } from "./leak-checks.js";
export { type CalibrationOptions, type MatcherResult, matchers } from "./matchers.js";
export { type CheckedRegistry, type RegistryCheck, registryChecks } from "./registry-checks.js";
export { type SourceCheck, type SourceChecksOptions, sourceChecks } from "./source-checks.js";
export { type StageCheck, type StageChecksArgument, type StageChecksOptions, stageChecks } from "./stage-checks.js";
export { type CheckedStore, type StoreCheck, storeChecks } from "./store-checks.js";
