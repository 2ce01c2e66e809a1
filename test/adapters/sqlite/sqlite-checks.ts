import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeStore } from "golden-pipeline";
import { type SqliteDatabase, sqliteBlobs, sqliteKeys, sqliteLogs } from "golden-pipeline/adapters/sqlite";
import { blobsChecks, type Check, keysChecks, logsChecks, storeChecks } from "golden-pipeline/testing";

export interface OpenDatabase extends SqliteDatabase {
  close(): unknown;
}

/** A file of its own in a new folder, opened as often as it is asked for. */
export function freshFile(open: (path: string) => OpenDatabase) {
  const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-sqlite-"));
  const path = join(folder, "store.db");
  const opened: OpenDatabase[] = [];
  return {
    path,
    open(): OpenDatabase {
      const database = open(path);
      opened.push(database);
      return database;
    },
    async close(): Promise<void> {
      for (const database of opened.splice(0)) database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The contract suites of all parts, each check on a file of its own; what is opened again is another connection, as another process has it. */
export function sqliteChecks(open: (path: string) => OpenDatabase) {
  const storeOn = (database: SqliteDatabase) =>
    composeStore({ logs: sqliteLogs(database), blobs: sqliteBlobs(database), keys: sqliteKeys(database) });
  const suites: Readonly<Record<string, Iterable<Check>>> = {
    logs: logsChecks(async () => {
      const file = freshFile(open);
      return { logs: sqliteLogs(file.open()), reopen: async () => sqliteLogs(file.open()), close: file.close };
    }),
    blobs: blobsChecks(async () => {
      const file = freshFile(open);
      return { blobs: sqliteBlobs(file.open()), reopen: async () => sqliteBlobs(file.open()), close: file.close };
    }),
    keys: keysChecks(async () => {
      const file = freshFile(open);
      return { keys: sqliteKeys(file.open()), reopen: async () => sqliteKeys(file.open()), close: file.close };
    }),
    "a store of all three": storeChecks(async () => {
      const file = freshFile(open);
      return { store: storeOn(file.open()), reopen: async () => storeOn(file.open()), close: file.close };
    }),
  };
  return Object.entries(suites).map(([name, checks]) => ({ name, checks: [...checks] }));
}
