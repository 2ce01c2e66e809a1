import { DamagedError, StorageError } from "../../core/index.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import { sqliteReason } from "./sqlite-reason.js";

export interface FailedWork {
  /** What was written; undefined of reading. */
  readonly what?: string | undefined;
  /** Whether the commit itself has failed. */
  readonly committing?: boolean;
}

/** What an error of the client means for what was stored; every other error stays as it is. */
export function sqliteFailure(database: SqliteDatabase, error: unknown, { what, committing }: FailedWork): unknown {
  const reason = sqliteReason(error);
  if (reason === undefined) return error;
  const file = fileOf(database);
  if (reason === "SQLITE_NOTADB" || reason === "SQLITE_CORRUPT")
    return new DamagedError(file, {
      place: "sqlite",
      message: `Expected ${file} to be a database of SQLite, got ${reason === "SQLITE_NOTADB" ? "a file that is none, or is encrypted" : "one that is damaged"}; nothing was written to it. Give another file, or bring back a backup of this one`,
      cause: error,
    });
  if (what === undefined) return error;
  // After a failed sync the commit may have reached the disk all the same, and be found there when the database is opened again.
  return new StorageError(`${what} to ${file}`, reason, error, committing === true && reason === "SQLITE_IOERR");
}

function fileOf(database: SqliteDatabase): string {
  try {
    const [main] = database.prepare("pragma database_list").all() as readonly { readonly file?: unknown }[];
    if (typeof main?.file === "string" && main.file !== "") return main.file;
  } catch {
    // Not even that can be read.
  }
  return "the SQLite database";
}
