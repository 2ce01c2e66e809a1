export type { ColumnDrift } from "./column-drift.js";
export { evidentlyDetector } from "./evidently-detector.js";
export { type EvidentlyDrift, evidentlyDrift } from "./evidently-drift.js";
export { evidentlyReport } from "./evidently-report.js";
export type { EvidentlyTest } from "./stat-tests.js";
