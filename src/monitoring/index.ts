export { type Alarm, type AlarmOptions, createAlarms } from "./alarms.js";
export type { CheckOptions } from "./check-window.js";
export type { ColumnReference } from "./column-counts.js";
export { createMonitor, type Monitor, type Observation, type Outcome } from "./monitor.js";
export { monitorMetrics } from "./monitor-metrics.js";
export type { CheckResult, ClusterQuality, MonitorReport } from "./monitor-report.js";
export { type MonitorReference, monitorReference, type ReferenceOptions } from "./reference.js";
