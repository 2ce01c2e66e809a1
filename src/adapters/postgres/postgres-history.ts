import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { HistoryStore } from "../../model/house.js";
import type { HistoryEntry } from "../../model/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type PostgresOptions, postgresRules, statementsOf } from "./postgres-options.js";

export interface PostgresHistoryOptions extends PostgresOptions {
  /** How far back values are kept, counted from a key's newest; the longest window is what features need. @default all */
  readonly retentionMinutes?: number;
}

const rules: OptionRules<PostgresHistoryOptions> = {
  ...postgresRules,
  retentionMinutes: option.number({ above: 0, infinite: true }),
};

interface HistoryRow {
  readonly known_at: number;
  readonly value: number;
}

/**
 * Histories in a table, for services of several processes that have Postgres anyway: whoever learns a label records it, and every router reads it
 * with its next request. A read is one statement by an index.
 * @param client e.g. a `Pool` of `pg`; its errors come through as they are.
 * @example createRouter({ registry, model, history: postgresHistory(pool, { retentionMinutes: 6 * 60 }) })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be, or an entry is recorded whose `knownAt` is no time.
 */
export function postgresHistory(client: PostgresClient, options: PostgresHistoryOptions = {}): HistoryStore {
  checkOptions("postgres", options, rules);
  const { retentionMinutes = Number.POSITIVE_INFINITY, ...place } = options;
  const run = statementsOf(client, place, "histories");

  async function forget(entries: readonly HistoryEntry[]): Promise<void> {
    const keys = new Map(entries.map(({ series, key }) => [JSON.stringify([series, key]), { series, key }]));
    const [series, names] = [
      [...keys.values()].map(({ series }) => JSON.stringify(series)),
      [...keys.values()].map(({ key }) => JSON.stringify(key)),
    ];
    await run(
      `delete from {schema}.histories as old using (
        select series, key, max(known_at) as newest from {schema}.histories
        where (series, key) in (select * from unnest($1::text[], $2::text[])) group by series, key) as kept
      where old.series = kept.series and old.key = kept.key and old.known_at < kept.newest - $3::text::float8`,
      [series, names, String(retentionMinutes * 60_000)],
    );
  }

  return {
    specificationVersion: "v1",
    async record(entries) {
      const rows = new Map<string, readonly string[]>();
      for (const { series, key, id, knownAt, value } of entries) {
        if (Number.isNaN(knownAt))
          throw new InvalidArgumentError("postgres", "`knownAt` to be milliseconds since 1970", knownAt);
        // As JSON: text of Postgres holds neither a zero byte nor half of a surrogate pair.
        const name = [series, key, id].map((part) => JSON.stringify(part));
        rows.set(name.join(), [...name, String(knownAt), Object.is(value, -0) ? "-0" : String(value)]);
      }
      if (rows.size === 0) return;
      // In one order for all: two processes that record the same rows never wait for each other in a circle.
      const sorted = [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
      await run(
        `insert into {schema}.histories (series, key, id, known_at, value)
        select series, key, id, known_at::float8, value::float8
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as given(series, key, id, known_at, value)
        on conflict (series, key, id) do update set known_at = excluded.known_at, value = excluded.value`,
        [0, 1, 2, 3, 4].map((column) => sorted.map((row) => row[column])),
      );
      if (Number.isFinite(retentionMinutes)) await forget(entries);
    },
    async read(series, key, at, windowMinutes) {
      if (Number.isNaN(at)) return { values: [] };
      const found = await run<HistoryRow>(
        `select known_at, value from {schema}.histories
        where series = $1 and key = $2 and known_at >= $3::text::float8 and known_at < $4::text::float8`,
        [JSON.stringify(series), JSON.stringify(key), String(at - windowMinutes * 60_000), String(at)],
      );
      const sorted = [...found].sort((left, right) => left.known_at - right.known_at || left.value - right.value);
      return { values: Float64Array.from(sorted, ({ value }) => value) };
    },
  };
}
