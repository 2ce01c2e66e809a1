export { type Alarms, createAlarms } from "./alarms.js";
export { calibrationDrift } from "./detectors/calibration.js";
export { defaultDetectors } from "./detectors/default-detectors.js";
export { inputDrift, outputDrift } from "./detectors/drift.js";
export { missingValues } from "./detectors/missing-values.js";
export { newValues } from "./detectors/new-values.js";
export { qualityDrift } from "./detectors/quality.js";
export { serviceRates } from "./detectors/service-rates.js";

export { createMonitor, type Monitor, type MonitorJson } from "./monitor.js";
export { createMonitorLog, type MonitorLog } from "./monitor-log.js";
export { monitorMetrics } from "./monitor-metrics.js";

export type { MonitorReport } from "./monitor-report.js";
export type { Observation } from "./observation.js";
export type { Outcome } from "./read-outcome.js";
export { type LoggedRequest, tellLogged } from "./tell-logged.js";
