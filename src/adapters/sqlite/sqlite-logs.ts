import type { LogEntry, Logs } from "../../core/index.js";
import { sqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import type { SqliteOptions } from "./sqlite-options.js";
import { longestPause } from "./until-free.js";

const page = 500;
/** How many entries are forgotten in one transaction. */
const portion = 5000;

const newest = "select max(sequence) as sequence from golden_pipeline_entries where log = ?";
const ends = `select (select min(sequence) from golden_pipeline_entries where log = ?) as first,
  (select max(sequence) from golden_pipeline_entries where log = ?) as last`;
/** From name to name by the primary key: as fast for logs of a million entries as for those of one. */
const names = `with recursive names(log) as (
  select min(log) from golden_pipeline_entries where log >= ?1
  union all select (select min(log) from golden_pipeline_entries where log > names.log) from names
  where substr(names.log, 1, length(?1)) = ?1)
select log from names where substr(log, 1, length(?1)) = ?1`;

/**
 * Logs in one table of a SQLite file. An append is one transaction, written to the disk before it is acknowledged; of writers in any number of
 * processes on one machine one wins. Calls of SQLite block this process while they run.
 * @param database An open one of better-sqlite3, libsql or node:sqlite. Keep transactions of your own on another connection.
 * @example composeStore({ logs: sqliteLogs(database), blobs: fileBlobs("data"), keys: fileKeys("data") })
 * @throws {InvalidArgumentError} the database or an option is not what it has to be.
 */
export function sqliteLogs(database: SqliteDatabase, options: SqliteOptions = {}): Logs {
  const connection = sqliteConnection(database, options);
  return {
    specificationVersion: "v1",
    append: (log, after, lines) =>
      connection.write(`log ${log}`, ({ all, run }) => {
        const [found] = all<{ readonly sequence: number | null }>(newest, log);
        if (Number(found?.sequence ?? 0) !== after) return false;
        for (const [index, line] of lines.entries())
          run(
            "insert into golden_pipeline_entries (log, sequence, line) values (?, ?, ?)",
            log,
            after + 1 + index,
            line,
          );
        return true;
      }),
    async *read(log, { from, to }) {
      for (let next = from; next <= to; ) {
        const rows = await connection.read(({ all }) =>
          all<LogEntry>(
            `select sequence, line from golden_pipeline_entries
            where log = ? and sequence between ? and ? order by sequence limit ${page}`,
            log,
            next,
            to,
          ).map(entryOf),
        );
        yield* rows;
        const last = rows.at(-1);
        if (last === undefined || rows.length < page) return;
        next = last.sequence + 1;
      }
    },
    head: (log) =>
      connection.read(({ all }) => {
        const statement =
          "select sequence, line from golden_pipeline_entries where log = ? order by sequence desc limit 1";
        return all<LogEntry>(statement, log).map(entryOf)[0];
      }),
    list: (prefix) => connection.read(({ all }) => all<{ readonly log: string }>(names, prefix).map(({ log }) => log)),
    async trim(log, before) {
      const trimPortion = () =>
        connection.write(`log ${log}`, ({ all, run }) => {
          const [found] = all<{ readonly first: number | null; readonly last: number | null }>(ends, log, log);
          const [first, kept] = [Number(found?.first ?? 0), Math.min(before, Number(found?.last ?? 0))];
          const end = Math.min(kept, first + portion);
          run("delete from golden_pipeline_entries where log = ? and sequence < ?", log, end);
          return end < kept;
        });
      // Others get their turn in between: a long log takes seconds.
      while (await trimPortion()) await new Promise((resolve) => setTimeout(resolve, longestPause));
    },
  };
}

/** A connection may be set to give whole numbers as bigints. */
const entryOf = ({ sequence, line }: LogEntry): LogEntry => ({ sequence: Number(sequence), line });
