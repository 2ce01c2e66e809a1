// One store for many processes: logs, blobs and keys in Postgres.   DATABASE_URL=postgres://… npx tsx examples/06-postgres.ts
import { PGlite } from "@electric-sql/pglite";
import { ConflictError, composeStore } from "golden-pipeline";
import { postgresBlobs, postgresKeys, postgresLogs } from "golden-pipeline/adapters/postgres";
import pg from "pg";

const url = process.env.DATABASE_URL;
const server = url === undefined ? undefined : new pg.Pool({ connectionString: url });
const client = server ?? (await PGlite.create()); // without a server: Postgres in this process
const open = () =>
  composeStore({ logs: postgresLogs(client), blobs: postgresBlobs(client), keys: postgresKeys(client) });

const [left, right] = [open(), open()]; // as two services would
const { sequence } = await left.head("thresholds");
const change = (value: number) => [{ type: "threshold-set", time: Date.now(), data: { value } }];
const raced = await Promise.allSettled([
  left.append("thresholds", change(0.4), { expect: sequence }),
  right.append("thresholds", change(0.6), { expect: sequence }),
]);
for (const result of raced)
  if (result.status === "rejected")
    console.log("lost:", ConflictError.isInstance(result.reason), result.reason.message);
for await (const { sequence, data } of right.read("thresholds")) console.log("stands:", sequence, data);

const digest = await left.blobs.put(new TextEncoder().encode("Ann's address"), { subject: "ann" });
await right.erase("ann");
console.log(await left.blobs.get(digest).catch((error: Error) => error.message));
await (server === undefined ? (client as PGlite).close() : server.end());
