import type { SqliteDatabase } from "./sqlite-database.js";

/**
 * Runs a write as one transaction, or none of it. SQLite refuses it while a transaction of the caller is open, which this one could not make durable.
 * @param onCommit Called before the commit: from then on a failure may have come too late.
 */
export function withinTransaction<Result>(
  database: SqliteDatabase,
  write: () => Result,
  onCommit?: () => void,
): Result {
  database.exec("begin immediate");
  try {
    const result = write();
    onCommit?.();
    database.exec("commit");
    return result;
  } catch (error) {
    try {
      database.exec("rollback");
    } catch {
      // After some errors SQLite has done so by itself.
    }
    throw error;
  }
}
