/** What is needed of a client: a `Pool` of `pg` has it, and so has PGlite. One statement a call; its connection and its errors are the client's own. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly object[] }>;
}
