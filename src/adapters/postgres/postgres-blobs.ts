import type { Blobs } from "../../core/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type PostgresOptions, statementsOf } from "./postgres-options.js";

/**
 * Blobs in a table, each at most 1 GB and read whole: good for models and segments of some megabytes, in the same backup as the logs.
 * @param client e.g. a `Pool` of `pg`; its errors come through as they are.
 * @throws {InvalidArgumentError} the client or an option is not what it has to be.
 */
export function postgresBlobs(client: PostgresClient, options: PostgresOptions = {}): Blobs {
  const run = statementsOf(client, options);
  return {
    specificationVersion: "v1",
    async put(digest, bytes) {
      const copy = Buffer.from(bytes); // Written later, when a connection is free.
      // Bytes that were damaged are written again: the name says what they have to be.
      await run(
        `insert into {schema}.blobs (digest, bytes) values ($1, $2)
        on conflict (digest) do update set bytes = excluded.bytes where blobs.bytes <> excluded.bytes`,
        [digest, copy],
      );
    },
    async get(digest) {
      const [row] = await run<{ readonly bytes: Uint8Array }>("select bytes from {schema}.blobs where digest = $1", [
        digest,
      ]);
      return row && new Uint8Array(row.bytes);
    },
    async has(digest) {
      return (await run("select 1 from {schema}.blobs where digest = $1", [digest])).length > 0;
    },
  };
}
