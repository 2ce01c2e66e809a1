export { createOpenTelemetry, type OpenTelemetry, type OpenTelemetryOptions } from "./create-open-telemetry.js";
export type { Telling } from "./tell-events.js";
export type { TracedAnswer, TracedRouter } from "./trace-predictions.js";
