import type { KeyState, Keys } from "../../core/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type PostgresOptions, statementsOf } from "./postgres-options.js";

interface KeyRow {
  readonly id: string;
  readonly key: Uint8Array | null;
}

/**
 * Keys in a table; one that was destroyed is null. Old pages, the write-ahead log and backups of the database still have it for a while: keep keys in a
 * database of their own, with short-lived backups.
 * @param client e.g. a `Pool` of `pg`; its errors come through as they are.
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function postgresKeys(client: PostgresClient, options: PostgresOptions = {}): Keys {
  const run = statementsOf(client, options);

  async function read(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array | "erased">> {
    const rows = await run<KeyRow>("select id, key from {schema}.keys where id = any($1::text[])", [[...ids]]);
    return new Map(rows.map(({ id, key }) => [id, key === null ? "erased" : new Uint8Array(key)]));
  }

  return {
    specificationVersion: "v1",
    async getOrCreate(wanted) {
      if (wanted.length === 0) return [];
      const fresh = new Map(wanted.map(({ id, fresh }) => [id, Buffer.from(fresh).toString("hex")]));
      // In one order for all: two processes that make the same keys never wait for each other in a circle.
      const ids = [...fresh.keys()].sort();
      await run(
        `insert into {schema}.keys (id, key) select id, decode(key, 'hex') from unnest($1::text[], $2::text[]) as fresh(id, key)
        on conflict (id) do nothing`,
        [ids, ids.map((id) => fresh.get(id))],
      );
      const known = await read(ids);
      return wanted.map(({ id }) => known.get(id) ?? "erased");
    },
    async get(ids) {
      const known = await read(ids);
      return ids.map((id): KeyState => known.get(id));
    },
    async destroy(id) {
      for (;;) {
        const destroyed = "update {schema}.keys set key = null where id = $1 and key is not null returning id";
        if ((await run(destroyed, [id])).length > 0) return true;
        const marked = "insert into {schema}.keys (id) values ($1) on conflict (id) do nothing returning id";
        if ((await run(marked, [id])).length > 0) return false;
        if ((await read([id])).get(id) === "erased") return false;
        // Somebody has made the key just now.
      }
    },
  };
}
