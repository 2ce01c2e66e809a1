import type { Blobs } from "../../core/index.js";
import { sqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import type { SqliteOptions } from "./sqlite-options.js";

/**
 * Blobs in a table of a SQLite file, each at most 1 GB and read whole: good for models and segments of some megabytes.
 * @param database An open one of better-sqlite3, libsql or node:sqlite. Keep transactions of your own on another connection.
 * @throws {InvalidArgumentError} the database or an option is not what it has to be.
 */
export function sqliteBlobs(database: SqliteDatabase, options: SqliteOptions = {}): Blobs {
  const connection = sqliteConnection(database, options);
  return {
    specificationVersion: "v1",
    async put(digest, bytes) {
      const copy = new Uint8Array(bytes); // Written later, when nobody else writes.
      // Bytes that were damaged are written again: the name says what they have to be.
      await connection.write(`blob ${digest}`, ({ run }) =>
        run(
          `insert into golden_pipeline_blobs (digest, bytes) values (?, ?)
          on conflict (digest) do update set bytes = excluded.bytes where bytes <> excluded.bytes`,
          digest,
          copy,
        ),
      );
    },
    get: (digest) =>
      connection.read(({ all }) => {
        const rows = all<{ readonly bytes: Uint8Array }>(
          "select bytes from golden_pipeline_blobs where digest = ?",
          digest,
        );
        return rows[0] && new Uint8Array(rows[0].bytes);
      }),
    has: (digest) =>
      connection.read(({ all }) => all("select 1 from golden_pipeline_blobs where digest = ?", digest).length > 0),
  };
}
