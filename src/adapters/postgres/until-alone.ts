/**
 * What Postgres says of a statement that met another one and has changed nothing: a schema or table that somebody else made at the same moment,
 * a transaction that cannot be put in an order with others (where the database is set to `repeatable read` or `serializable`), a deadlock.
 */
const meetings = new Set<unknown>(["23505", "42P06", "42P07", "40001", "40P01"]);
const tries = 50;

/** Makes a statement again when it met another one: afterwards it sees what the other one did. Other errors come through. */
export async function untilAlone<Result>(statement: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await statement();
    } catch (error) {
      if (attempt === tries || !(error instanceof Error && "code" in error && meetings.has(error.code))) throw error;
    }
  }
}
