export type { DbosClient, DbosProcess, DbosTables } from "./dbos-client.js";
export { dbosExecutor } from "./dbos-executor.js";
export { type DbosRuns, dbosRuns } from "./dbos-runs.js";
export { type DbosWorker, dbosWorker } from "./dbos-worker.js";
export { takeOverDbosWork } from "./take-over-dbos-work.js";
