import type { LogEntry, Logs } from "../../core/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type PostgresOptions, statementsOf } from "./postgres-options.js";

const page = 500;

const write = `written as (
  insert into {schema}.entries (log, sequence, line)
  select moved.log, $2::bigint + lines.place, lines.line
  from moved, unnest($3::text[]) with ordinality as lines(line, place)
  returning 1)
select count(*)::int as written from written`;
// Postgres looks at the row of the head again after it has waited for another writer, so only one writer finds the number that it expects.
const appendFirst = `with moved as (
  insert into {schema}.heads (log, sequence) values ($1, $2::bigint + $4) on conflict (log) do nothing returning log), ${write}`;
const appendNext = `with moved as (
  update {schema}.heads set sequence = $2::bigint + $4 where log = $1 and sequence = $2 returning log), ${write}`;

/**
 * Logs in two tables, `heads` and `entries`. An append is one statement, and durable as the database's `synchronous_commit` says.
 * @param client e.g. a `Pool` of `pg`; its errors come through as they are.
 * @example composeStore({ logs: postgresLogs(pool), blobs: fileBlobs("data"), keys: fileKeys("data") })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function postgresLogs(client: PostgresClient, options: PostgresOptions = {}): Logs {
  const run = statementsOf(client, options);
  return {
    specificationVersion: "v1",
    async append(log, after, lines) {
      const values = [log, after, [...lines], lines.length];
      const [row] = await run<{ readonly written: number }>(after === 0 ? appendFirst : appendNext, values);
      return (row?.written ?? 0) > 0;
    },
    async *read(log, { from, to }) {
      for (let next = from; next <= to; ) {
        const rows = await run<LogEntry>(
          `select sequence::float8 as sequence, line from {schema}.entries
          where log = $1 and sequence between $2 and $3 order by entries.sequence limit ${page}`,
          [log, next, to],
        );
        yield* rows;
        const last = rows.at(-1);
        if (last === undefined || rows.length < page) return;
        next = last.sequence + 1;
      }
    },
    async head(log) {
      const [entry] = await run<LogEntry>(
        `select sequence::float8 as sequence, line from {schema}.heads join {schema}.entries using (log, sequence) where log = $1`,
        [log],
      );
      return entry;
    },
    async list(prefix) {
      const names = await run<{ readonly log: string }>(
        "select log from {schema}.heads where starts_with(log, $1) order by log",
        [prefix],
      );
      return names.map(({ log }) => log);
    },
    async trim(log, before) {
      await run(
        `delete from {schema}.entries using {schema}.heads
        where entries.log = $1 and heads.log = $1 and entries.sequence < least($2::bigint, heads.sequence)`,
        [log, before],
      );
    },
  };
}
