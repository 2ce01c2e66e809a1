// One store in one file for all processes of a machine: logs, blobs and keys in SQLite.   npx tsx examples/06-sqlite.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConflictError, composeStore } from "golden-pipeline";
import { sqliteBlobs, sqliteKeys, sqliteLogs } from "golden-pipeline/adapters/sqlite";
import Database from "libsql";

const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-sqlite-"));
const database = () => new Database(join(folder, "store.db"));
const open = (database: Database.Database) =>
  composeStore({ logs: sqliteLogs(database), blobs: sqliteBlobs(database), keys: sqliteKeys(database) });

const [left, right] = [open(database()), open(database())]; // as two services would
const change = (value: number) => [{ type: "threshold-set", time: Date.now(), data: { value } }];
const raced = await Promise.allSettled([
  left.append("thresholds", change(0.4), { expect: 0 }),
  right.append("thresholds", change(0.6), { expect: 0 }),
]);
for (const result of raced)
  if (result.status === "rejected")
    console.log("lost:", ConflictError.isInstance(result.reason), result.reason.message);
for await (const { sequence, data } of right.read("thresholds")) console.log("stands:", sequence, data);

const digest = await left.blobs.put(new TextEncoder().encode("Ann's address"), { subject: "ann" });
await right.erase("ann");
console.log(await left.blobs.get(digest).catch((error: Error) => error.message));
rmSync(folder, { recursive: true });
