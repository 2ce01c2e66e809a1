// Runs that outlive their processes: each stage a workflow of DBOS, done by whichever worker is free.   DATABASE_URL=postgres://… npx tsx examples/04-dbos.ts
import { DBOS } from "@dbos-inc/dbos-sdk";
import { createMemoryStore, defineStage, pipeline } from "golden-pipeline";
import { dbosRuns, dbosWorker } from "golden-pipeline/adapters/dbos";
import { databaseInProcess } from "./dbos/database-in-process.js";

const count = (text: string) => text.split(/\s+/).length;
const words = defineStage({ id: "words", version: "1.0.0", run: (texts: readonly string[]) => texts.map(count) });
const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0);
const sum = defineStage({ id: "sum", version: "1.0.0", run: total });
const measuring = pipeline("measuring", words).pipe(sum); // in the code of whoever asks and of the workers alike

const url = process.env.DATABASE_URL; // without a server: Postgres in this process
const database = url === undefined ? await databaseInProcess() : { systemDatabaseUrl: url };
const store = createMemoryStore(); // with workers elsewhere: one that all reach, e.g. postgresLogs with postgresBlobs
const worker = dbosWorker({ dbos: DBOS, store, pipelines: [measuring] });
DBOS.setConfig({ name: "measuring", executorID: "worker-1", logLevel: "warn", ...database });
await DBOS.launch();
await worker.start();
const { output, record } = await dbosRuns({ dbos: DBOS, store }).run(measuring, ["a b c", "d"], { runId: "texts-1" });
console.log(output, record.status);
for (const { workflowID, status, executorId } of await DBOS.listWorkflows({}))
  console.log(workflowID, status, executorId);
await DBOS.shutdown();
