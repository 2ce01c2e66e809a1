/** What is needed of a connection: that of `@duckdb/node-api` has it. Its database, memory and threads are its own. */
export interface DuckdbClient {
  stream(sql: string): Promise<{
    yieldRows(): AsyncIterableIterator<readonly (readonly unknown[])[]>;
  }>;
  interrupt(): void;
}
