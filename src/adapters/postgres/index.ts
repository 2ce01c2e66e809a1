export { postgresBlobs } from "./postgres-blobs.js";
export type { PostgresClient } from "./postgres-client.js";
export { type PostgresHistoryOptions, postgresHistory } from "./postgres-history.js";
export { postgresKeys } from "./postgres-keys.js";
export { postgresLogs } from "./postgres-logs.js";
export { type PostgresOnlineFeaturesOptions, postgresOnlineFeatures } from "./postgres-online-features.js";
export type { PostgresOptions } from "./postgres-options.js";
export { postgresTables } from "./postgres-tables.js";
