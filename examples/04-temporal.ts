// Runs that outlive their processes: each stage a workflow of Temporal, done by whichever worker is free.   TEMPORAL_ADDRESS=host:7233 npx tsx examples/04-temporal.ts
import { Client, Connection } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { createMemoryStore, defineStage, pipeline } from "golden-pipeline";
import { temporalRuns, temporalWorker } from "golden-pipeline/adapters/temporal";
import { startFakeTemporal } from "../test/adapters/temporal/fake-temporal/fake-temporal.js";

const count = (text: string) => text.split(/\s+/).length;
const words = defineStage({ id: "words", version: "1.0.0", run: (texts: readonly string[]) => texts.map(count) });
const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0);
const sum = defineStage({ id: "sum", version: "1.0.0", run: total });
const measuring = pipeline("measuring", words).pipe(sum); // in the code of whoever asks and of the workers alike

const fake = await startFakeTemporal(); // without a server: one that speaks its protocol
const address = process.env.TEMPORAL_ADDRESS ?? fake.address;
Runtime.install({ logger: new DefaultLogger("ERROR") });
const native = await NativeConnection.connect({ address });
const store = createMemoryStore(); // with workers elsewhere: one that all reach, e.g. postgresLogs with postgresBlobs
const worker = temporalWorker({ temporal: native, store, pipelines: [measuring] });
await worker.start();
const connection = await Connection.connect({ address });
const runs = temporalRuns({ temporal: new Client({ connection }), store });
const { output, record } = await runs.run(measuring, ["a b c", "d"], { runId: `texts-${Date.now()}` });
console.log(output, record.status, fake.list());
await worker.stop();
for (const end of [native, connection, fake]) await end.close();
