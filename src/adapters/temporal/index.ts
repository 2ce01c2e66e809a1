export type { TemporalClient } from "./temporal-client.js";
export { temporalExecutor } from "./temporal-executor.js";
export { type TemporalRuns, temporalRuns } from "./temporal-runs.js";
export { type TemporalWorker, temporalWorker } from "./temporal-worker.js";
