export type { Answer } from "./answer.js";
export { hashUnit } from "./assignment/hash-unit.js";

export { errorRate } from "./canary/error-rate.js";
export type { Guardrail, GuardrailVerdict } from "./canary/guardrail.js";
export { latency } from "./canary/latency.js";
export { createRouter } from "./create-router.js";
export type { CanaryStatus, Flipped, Router, RouterStatus, ShadowStatus } from "./router.js";
export type { RouterEvent } from "./router-event.js";
export { routerMetrics } from "./router-metrics.js";
export type { RouterOptions } from "./router-options.js";
export { shadowFunction } from "./shadow/shadow-function.js";
export { createShadowLane, type ShadowCounts, type ShadowLane } from "./shadow/shadow-lane.js";

export { type Outcome, VersionMetrics, type VersionMetricsJson } from "./version-metrics.js";
