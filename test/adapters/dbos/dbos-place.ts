import { DBOS, DBOSClient } from "@dbos-inc/dbos-sdk";
import type { Context, Stage, Store } from "golden-pipeline";
import { type DbosWorker, dbosWorker } from "golden-pipeline/adapters/dbos";
import { databaseInProcess } from "../../../examples/dbos/database-in-process.js";

/** DBOS as it is, on Postgres in this process. */
export interface DbosPlace {
  readonly client: DBOSClient;
  /** Launches this process's DBOS as a worker: there is one at a time. */
  launch(options: {
    readonly store: Store;
    readonly pipelines: readonly Stage<never, unknown, Context>[];
    readonly executorID?: string;
    readonly concurrency?: number;
  }): Promise<DbosWorker>;
  /** Stops working, as a process that is gone: what it had in hand stays in its hands. */
  leave(): Promise<void>;
  /** Forgets all workflows. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
export const pollMilliseconds = 10;

export async function openDbosPlace(): Promise<DbosPlace> {
  const database = await databaseInProcess();
  const client = await DBOSClient.create({ ...database, logger: quiet });
  return {
    client,
    async launch({ executorID = "worker-1", ...options }) {
      const worker = dbosWorker({ dbos: DBOS, ...options, pollMilliseconds });
      DBOS.setConfig({ name: "tests", executorID, ...database, logger: quiet });
      await DBOS.launch();
      await worker.start();
      return worker;
    },
    leave: () => DBOS.shutdown({ deregister: true }),
    async clear() {
      await client.deleteWorkflows((await client.listWorkflows({})).map(({ workflowID }) => workflowID));
    },
    async close() {
      await client.destroy();
      await database.systemDatabasePool.end();
    },
  };
}
