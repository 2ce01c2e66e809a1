import { checkArguments, option } from "../../core/house.js";
import { type SqlConnection, sqlEngine } from "../../ports/house.js";
import { type Engine, ServiceError } from "../../ports/index.js";
import type { DuckdbClient } from "./duckdb-client.js";
import { duckdbDialect } from "./duckdb-dialect.js";

const place = "duckdb";

/**
 * Profiles, checks and metrics by DuckDB, over what it reads: tables, Parquet, CSV, larger than memory where its `memory_limit` says so.
 * Nothing is written, and rows do not leave it; of profiles without a reference, different values with their counts do.
 * @param client A connection of `@duckdb/node-api`, e.g. `await (await DuckDBInstance.create()).connect()`. One query runs at a time.
 * @throws {InvalidArgumentError} the client is no connection. Calls reject with a `ServiceError` when DuckDB fails, with an `InvalidArgumentError`
 * for a relation or column that is not there.
 * @example await duckdbEngine(connection).check("flights", flights)
 */
export function duckdbEngine(client: DuckdbClient): Engine {
  checkArguments(
    place,
    { client },
    { client: option.having("a connection of @duckdb/node-api", "stream", "interrupt") },
  );
  let last: Promise<unknown> = Promise.resolve();

  async function* query(sql: string, signal: AbortSignal | undefined) {
    // DuckDB drops what a connection streams when it is asked something else.
    const before = last;
    let done = (): void => {};
    last = new Promise<void>((resolve) => {
      done = resolve;
    });
    const interrupt = (): void => client.interrupt();
    try {
      await before;
      signal?.throwIfAborted();
      signal?.addEventListener("abort", interrupt, { once: true });
      const result = await client.stream(sql);
      for await (const rows of result.yieldRows()) {
        signal?.throwIfAborted();
        yield rows;
      }
      signal?.throwIfAborted();
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ServiceError({ place, message: `DuckDB failed: ${firstLine(cause)}`, retryable: false, cause });
    } finally {
      signal?.removeEventListener("abort", interrupt);
      done();
    }
  }

  const connection: SqlConnection = {
    dialect: duckdbDialect,
    query,
    isUnknown: (error) => ServiceError.isInstance(error) && /failed: Catalog Error: Table/.test(error.message),
  };
  return sqlEngine(connection);
}

/** DuckDB repeats the whole query below. */
function firstLine(cause: unknown): string {
  return String(cause instanceof Error ? cause.message : cause).split("\n")[0] as string;
}
