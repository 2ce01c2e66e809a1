import {
  checkOptions,
  type OptionRules,
  option,
  orAborted,
  parseCanonicalJson,
  systemClock,
} from "../../core/house.js";
import { type Clock, canonicalJson, InvalidArgumentError, type Json } from "../../core/index.js";
import type { OnlineValue } from "../../ports/house.js";
import type { OnlineFeatures } from "../../ports/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type PostgresOptions, postgresRules, statementsOf } from "./postgres-options.js";

export interface PostgresOnlineFeaturesOptions extends PostgresOptions {
  /** The features there are, each with how long a value may be used, in milliseconds. @default for ever */
  readonly features: { readonly [feature: string]: { readonly maximumAgeMilliseconds?: number } };
  /** @default The system's clock */
  readonly clock?: Clock;
}

const rules: OptionRules<PostgresOnlineFeaturesOptions> = {
  ...postgresRules,
  features: option.required(option.noun),
  clock: option.noun,
};

interface OnlineRow {
  readonly entity: string;
  readonly feature: string;
  readonly event_time: number;
  readonly value: string;
}

/** The row that says an entity is known; the others are features. */
const known = "";

/**
 * Online features in a table, a row for each entity and feature: `get` is one statement.
 * @param client e.g. a `Pool` of `pg`; its errors come through as they are.
 * @example postgresOnlineFeatures(pool, { features: { "visits:last_7_days": { maximumAgeMilliseconds: week } } })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function postgresOnlineFeatures(
  client: PostgresClient,
  options: PostgresOnlineFeaturesOptions,
): Required<OnlineFeatures> {
  checkOptions("postgres", options, rules);
  const { features, clock = systemClock, ...place } = options;
  const run = statementsOf(client, place, "online");
  for (const [name, feature] of Object.entries(features)) {
    if (name === known) throw new InvalidArgumentError("postgres", "`features` with names", name);
    checkOptions(`online feature ${name}`, feature, {
      maximumAgeMilliseconds: option.number({ above: 0, infinite: true }),
    });
  }

  function check(asked: readonly string[]): void {
    const unknown = asked.find((name) => !Object.hasOwn(features, name));
    if (unknown !== undefined)
      throw new InvalidArgumentError("postgres", `a feature among ${Object.keys(features).join(", ")}`, unknown);
  }

  function readValue(feature: string, row: OnlineRow | undefined, isKnown: boolean): OnlineValue {
    if (row === undefined) return { value: null, status: isKnown ? "missing" : "not-found", eventTime: undefined };
    const [value, eventTime] = [parseCanonicalJson(row.value) as Json, row.event_time];
    if (value === null) return { value, status: "missing", eventTime };
    const age = features[feature]?.maximumAgeMilliseconds ?? Number.POSITIVE_INFINITY;
    return { value, status: clock.now() - eventTime > age ? "expired" : "present", eventTime };
  }

  return {
    specificationVersion: "v1",
    async get(entities, asked, { signal } = {}) {
      check(asked);
      const names = entities.map((entity) => canonicalJson(entity));
      signal?.throwIfAborted();
      const answer = run<OnlineRow>(
        "select entity, feature, event_time, value from {schema}.online where entity = any($1::text[]) and feature = any($2::text[])",
        [[...new Set(names)], [known, ...new Set(asked.map(named))]],
      );
      const rows = await (signal === undefined ? answer : orAborted(answer, signal));
      const found = new Map<string, Map<string, OnlineRow>>();
      for (const row of rows) {
        const own = found.get(row.entity) ?? new Map<string, OnlineRow>();
        found.set(row.entity, own.set(row.feature, row));
      }
      return names.map((name) => {
        const own = found.get(name);
        return Object.fromEntries(asked.map((one) => [one, readValue(one, own?.get(named(one)), own !== undefined)]));
      });
    },
    async write(rows) {
      /** Of each entity and feature the newest alone: a statement may touch a row once. */
      const newest = new Map<string, { readonly time: number; readonly row: readonly string[] }>();
      const keep = (entity: string, feature: string, time: number, value: string) => {
        const name = JSON.stringify([entity, feature]);
        if ((newest.get(name)?.time ?? Number.NEGATIVE_INFINITY) <= time)
          newest.set(name, { time, row: [entity, feature, String(time), value] });
      };
      for (const { entity, eventTime, values } of rows) {
        check(Object.keys(values));
        if (!Number.isFinite(eventTime))
          throw new InvalidArgumentError("postgres", "`eventTime` to be milliseconds since 1970", eventTime);
        keep(canonicalJson(entity), known, eventTime, "null");
        for (const [feature, value] of Object.entries(values))
          keep(canonicalJson(entity), named(feature), eventTime, canonicalJson(value));
      }
      if (newest.size === 0) return;
      // In one order for all: two processes that write the same rows never wait for each other in a circle.
      const sorted = [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, { row }]) => row);
      await run(
        `insert into {schema}.online as old (entity, feature, event_time, value)
        select entity, feature, event_time::float8, value
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as given(entity, feature, event_time, value)
        on conflict (entity, feature) do update set event_time = excluded.event_time, value = excluded.value
        where old.event_time <= excluded.event_time`,
        [0, 1, 2, 3].map((column) => sorted.map((row) => row[column])),
      );
    },
  };
}

/** As JSON: text of Postgres holds neither a zero byte nor half of a surrogate pair. */
function named(feature: string): string {
  return JSON.stringify(feature);
}
