export { sqliteBlobs } from "./sqlite-blobs.js";
export type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-database.js";
export { sqliteKeys } from "./sqlite-keys.js";
export { sqliteLogs } from "./sqlite-logs.js";
export type { SqliteOptions } from "./sqlite-options.js";
