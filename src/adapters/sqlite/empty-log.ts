import type { SqliteDatabase } from "./sqlite-database.js";

/** @throws An error with the code SQLITE_BUSY: somebody reads from the write-ahead log. */
export function emptyLog(database: SqliteDatabase): void {
  const [outcome] = database.prepare("pragma wal_checkpoint(truncate)").all() as readonly { readonly busy: unknown }[];
  if (Number(outcome?.busy) === 1) throw Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });
}
