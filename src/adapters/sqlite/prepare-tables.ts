import { DamagedError, InvalidArgumentError } from "../../core/index.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import { withinTransaction } from "./within-transaction.js";

const format = 1;

const tables = `
create table if not exists golden_pipeline_format (format integer not null);
create table if not exists golden_pipeline_entries (log text, sequence integer, line text not null, primary key (log, sequence));
create table if not exists golden_pipeline_blobs (digest text primary key, bytes blob not null);
create table if not exists golden_pipeline_keys (id text primary key, key blob not null);
insert into golden_pipeline_format select ${format} where not exists (select 1 from golden_pipeline_format);`;

/**
 * Sets up a connection and makes the tables when they are missing; nothing is written where they are there.
 * @throws {InvalidArgumentError} the database can have no write-ahead log.
 * @throws {DamagedError} the tables are of another format.
 */
export function prepareTables(database: SqliteDatabase): void {
  const [mode] = database.prepare("pragma journal_mode = wal").all() as readonly { readonly journal_mode: string }[];
  if (mode?.journal_mode !== "wal" && mode?.journal_mode !== "memory")
    throw new InvalidArgumentError("sqlite", "a database that can have a write-ahead log", mode?.journal_mode);
  // Of this connection; some builds do not sync by themselves. `fullfsync` counts on macOS alone.
  database.exec("pragma synchronous = full; pragma fullfsync = on; pragma secure_delete = on");
  const made = "select 1 from sqlite_master where type = 'table' and name = 'golden_pipeline_format'";
  if (database.prepare(made).all().length === 0) withinTransaction(database, () => database.exec(tables));
  const [row] = database.prepare("select format from golden_pipeline_format").all() as readonly {
    readonly format: unknown;
  }[];
  if (Number(row?.format) !== format)
    throw new DamagedError("golden_pipeline_format", {
      place: "sqlite",
      message: `Expected tables of format ${format}, got ${row === undefined ? "none" : String(row.format)}: another release of golden-pipeline has made them; open them with that one`,
    });
}
