import type { KeyState, Keys } from "../../core/index.js";
import { type SqliteStatements, sqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import type { SqliteOptions } from "./sqlite-options.js";

/**
 * A destroyed key is overwritten by zeros in its place: a row that keeps its size is never moved within the file, so no copy of it stays behind on
 * another page.
 */
const erased = new Uint8Array(32);
const insert = "insert into golden_pipeline_keys (id, key) values (?, ?) on conflict (id) do nothing";

/**
 * Keys in a table of a SQLite file; one that was destroyed is zeros, in the file and, once no reader is in the way, in its write-ahead log. Backups of
 * the file still have it: keep keys in a file of their own, whose backups are short-lived.
 * @param database An open one of better-sqlite3, libsql or node:sqlite. Keep transactions of your own on another connection.
 * @throws {InvalidArgumentError} the database or an option is not what it has to be.
 */
export function sqliteKeys(database: SqliteDatabase, options: SqliteOptions = {}): Keys {
  const connection = sqliteConnection(database, options);
  return {
    specificationVersion: "v1",
    async getOrCreate(wanted) {
      const fresh = wanted.map(({ id, fresh }) => ({ id, fresh: new Uint8Array(fresh) })); // Written later.
      const known = await connection.read((statements) => fresh.map(({ id }) => stateOf(statements, id)));
      if (known.every((state) => state !== undefined)) return known;
      return connection.write("keys", (statements) => {
        for (const { id, fresh: key } of fresh) statements.run(insert, id, key);
        return fresh.map(({ id }) => stateOf(statements, id) ?? "erased");
      });
    },
    get: (ids) => connection.read((statements) => ids.map((id) => stateOf(statements, id))),
    async destroy(id) {
      const destroyed = await connection.write("a destroyed key", (statements) => {
        const state = stateOf(statements, id);
        if (state === undefined) statements.run(insert, id, erased);
        else if (state !== "erased") statements.run("update golden_pipeline_keys set key = ? where id = ?", erased, id);
        return state !== undefined && state !== "erased";
      });
      await connection.emptyLog();
      return destroyed;
    },
  };
}

function stateOf({ all }: SqliteStatements, id: string): KeyState {
  const [row] = all<{ readonly key: Uint8Array }>("select key from golden_pipeline_keys where id = ?", id);
  if (row === undefined) return undefined;
  const key = new Uint8Array(row.key);
  return key.every((byte) => byte === 0) ? "erased" : key;
}
