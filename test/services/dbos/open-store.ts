import { composeStore, type Store } from "golden-pipeline";
import { postgresBlobs, postgresLogs } from "golden-pipeline/adapters/postgres";
import pg from "pg";

/** A store in the database that DBOS has, in a schema of its own. */
export function openStore(url: string, schema: string): { readonly store: Store; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined); // An idle connection was closed: the pool opens another.
  const store = composeStore({ logs: postgresLogs(pool, { schema }), blobs: postgresBlobs(pool, { schema }) });
  return { store, close: () => pool.end() };
}
