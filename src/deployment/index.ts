export type { Answer } from "./answer.js";
export { hashUnit } from "./assignment/hash-unit.js";
export type { CircuitOptions } from "./canary/canary-watch.js";
export {
  type ErrorRateOptions,
  errorRate,
  type Guardrail,
  type GuardrailVerdict,
  type LatencyOptions,
  latency,
} from "./canary/guardrails.js";
export { createRouter } from "./create-router.js";
export type {
  CanaryOptions,
  CanaryStatus,
  FlipOptions,
  Rollback,
  Router,
  RouterEvent,
  ShadowStatus,
} from "./router.js";
export type { RouterOptions } from "./router-options.js";
export { type ShadowFunctionOptions, shadowFunction } from "./shadow/shadow-function.js";
export { createShadowLane, type ShadowCounts, type ShadowLane, type ShadowLaneOptions } from "./shadow/shadow-lane.js";
export { VersionMetrics } from "./version-metrics.js";
