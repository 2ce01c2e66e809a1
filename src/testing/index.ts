export { type HistoryCheck, historyChecks } from "./history-checks.js";
export { type LeakCheck, type LeakCheckOptions, leakChecks } from "./leak-checks.js";
