export type { Answer } from "./answer.js";
export { hashUnit } from "./assignment/hash-unit.js";
export type { CanaryOptions, RampOptions } from "./canary/canary-options.js";
export type { CircuitOptions } from "./canary/circuit.js";
export { type ErrorRateOptions, errorRate } from "./canary/error-rate.js";
export type { Guardrail, GuardrailVerdict } from "./canary/guardrail.js";
export { type LatencyOptions, latency } from "./canary/latency.js";
export { createRouter } from "./create-router.js";
export type {
  AwayStatus,
  CanaryStatus,
  FlipOptions,
  Flipped,
  Rollback,
  RolledBackOptions,
  Router,
  RouterStatus,
  ShadowStatus,
} from "./router.js";
export type { RouterEvent } from "./router-event.js";
export { routerMetrics } from "./router-metrics.js";
export type { RouterOptions, ShadowPair } from "./router-options.js";
export { type ShadowFunctionOptions, shadowFunction } from "./shadow/shadow-function.js";
export { createShadowLane, type ShadowCounts, type ShadowLane, type ShadowLaneOptions } from "./shadow/shadow-lane.js";
export type { ShadowOptions } from "./shadow/shadow-options.js";
export { type Outcome, VersionMetrics, type VersionMetricsJson } from "./version-metrics.js";
