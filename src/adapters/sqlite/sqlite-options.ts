import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import type { SqliteDatabase } from "./sqlite-database.js";

export interface SqliteOptions {
  /**
   * How long a call waits for what other processes write, without blocking this one, in milliseconds. A timeout that the connection has itself comes
   * before it, and blocks.
   * @default 5000
   */
  readonly busyMilliseconds?: number;
}

const rules: OptionRules<SqliteOptions> = { busyMilliseconds: option.number({ minimum: 0 }) };
const database = option.having(
  "an open database with `exec` and `prepare`, e.g. of better-sqlite3, libsql or node:sqlite",
  "exec",
  "prepare",
);

/** @throws {InvalidArgumentError} the database or an option is not what it has to be. */
export function checkSqlite(given: SqliteDatabase, options: SqliteOptions): void {
  checkArguments("sqlite", { database: given }, { database });
  checkOptions("sqlite", options, rules);
}
