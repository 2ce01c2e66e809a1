export type { Chunking } from "./chunks.js";
export type { NannymlMethod } from "./fit-method.js";
export type { NannymlThreshold } from "./limits.js";
export { type NannymlDrift, nannymlDrift } from "./nannyml-drift.js";
