import { emptyLog } from "./empty-log.js";
import { prepareTables } from "./prepare-tables.js";
import type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-database.js";
import { type FailedWork, sqliteFailure } from "./sqlite-failure.js";
import { checkSqlite, type SqliteOptions } from "./sqlite-options.js";
import { isBusy, untilFree } from "./until-free.js";
import { withinTransaction } from "./within-transaction.js";

/** Statements as they run within one piece of work. */
export interface SqliteStatements {
  all<Row extends object>(statement: string, ...values: readonly SqliteValue[]): readonly Row[];
  run(statement: string, ...values: readonly SqliteValue[]): void;
}

export interface SqliteConnection {
  read<Result>(work: (statements: SqliteStatements) => Result): Promise<Result>;
  /** One transaction: all of the work, durably, or nothing of it. @param what Names the write in errors. */
  write<Result>(what: string, work: (statements: SqliteStatements) => Result): Promise<Result>;
  /** Moves what was written into the file and empties the write-ahead log, unless readers are in the way for all of the time. */
  emptyLog(): Promise<void>;
}

/**
 * The database as the parts of a store use it: tables are made at the first call, and a call waits while another process writes.
 * @throws {InvalidArgumentError} the database or an option is not what it has to be.
 */
export function sqliteConnection(database: SqliteDatabase, options: SqliteOptions): SqliteConnection {
  checkSqlite(database, options);
  const { busyMilliseconds = 5000 } = options;
  const prepared = new Map<string, SqliteStatement>();
  let ready = false;

  function prepare(statement: string): SqliteStatement {
    const known = prepared.get(statement) ?? database.prepare(statement);
    prepared.set(statement, known);
    return known;
  }
  const statements: SqliteStatements = {
    all: <Row extends object>(statement: string, ...values: readonly SqliteValue[]) =>
      prepare(statement).all(...values) as readonly Row[],
    run: (statement, ...values) => void prepare(statement).run(...values),
  };

  async function attempt<Result>(failed: FailedWork, work: () => Result): Promise<Result> {
    try {
      return await untilFree(busyMilliseconds, work);
    } catch (error) {
      throw sqliteFailure(database, error, failed);
    }
  }
  async function makeReady(): Promise<void> {
    if (!ready) await attempt({ what: "the tables" }, () => prepareTables(database));
    ready = true;
  }

  return {
    async read(work) {
      await makeReady();
      return attempt({}, () => work(statements));
    },
    async write(what, work) {
      await makeReady();
      const failed = { what, committing: false };
      const onCommit = () => {
        failed.committing = true;
      };
      return attempt(failed, () => {
        failed.committing = false;
        return withinTransaction(database, () => work(statements), onCommit);
      });
    },
    async emptyLog() {
      try {
        await untilFree(busyMilliseconds, () => emptyLog(database));
      } catch (error) {
        if (!isBusy(error)) throw sqliteFailure(database, error, { what: "the write-ahead log" });
      }
    },
  };
}
