export { postgresBlobs } from "./postgres-blobs.js";
export type { PostgresClient } from "./postgres-client.js";
export { postgresKeys } from "./postgres-keys.js";
export { postgresLogs } from "./postgres-logs.js";
export type { PostgresOptions } from "./postgres-options.js";
export { postgresTables } from "./postgres-tables.js";
