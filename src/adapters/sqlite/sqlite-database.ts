/** What a parameter of a statement may be. */
export type SqliteValue = string | number | Uint8Array;

/**
 * What is needed of an open database: `better-sqlite3`, `libsql` and `DatabaseSync` of `node:sqlite` have it. Its errors are the client's own, with
 * `code` (`SQLITE_BUSY`) or `errcode` (5).
 */
export interface SqliteDatabase {
  exec(statements: string): unknown;
  prepare(statement: string): SqliteStatement;
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}
