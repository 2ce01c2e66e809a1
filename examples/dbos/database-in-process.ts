import { PGlite } from "@electric-sql/pglite";
import { Client, Pool, type PoolClient } from "pg";

/**
 * What DBOS is configured with to stand on Postgres in this process, to try it and to test. It speaks to a socket otherwise, which PGlite has none of, and takes a
 * pool: this one has one session, which clients have one after the other.
 */
export async function databaseInProcess() {
  const systemDatabasePool = poolOf(await PGlite.create());
  // The address is never connected to, as the pool is given.
  return { systemDatabaseUrl: "postgres://nobody@127.0.0.1:1/none", systemDatabasePool, useListenNotify: false };
}

function poolOf(database: PGlite): Pool {
  let last: Promise<unknown> = Promise.resolve();

  async function ask(text: string, values?: unknown[]) {
    if (values === undefined || values.length === 0) {
      const results = await database.exec(text);
      const result = results.at(-1);
      return { rows: result?.rows ?? [], rowCount: (result?.affectedRows ?? 0) || (result?.rows.length ?? 0) };
    }
    const result = await database.query(text, values);
    return { rows: result.rows, rowCount: (result.affectedRows ?? 0) || result.rows.length };
  }
  function take(): Promise<() => void> {
    let release: () => void = () => undefined;
    const before = last;
    last = new Promise<void>((resolve) => {
      release = resolve;
    });
    return before.then(() => release);
  }
  const query = (words: string | { readonly text: string; readonly values?: unknown[] }, values?: unknown[]) =>
    typeof words === "string" ? ask(words, values) : ask(words.text, words.values ?? values);

  const pool = new Pool({ max: 1 });
  return Object.assign(pool, {
    async connect(): Promise<PoolClient> {
      const release = await take();
      // A client that never connects: what it is asked, the database answers.
      return Object.assign(new Client(), { query, release });
    },
    async query(words: string, values?: unknown[]) {
      const release = await take();
      try {
        return await query(words, values);
      } finally {
        release();
      }
    },
    end: () => database.close(),
  });
}
