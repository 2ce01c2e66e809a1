// Appends events to one log in a SQLite file and says each that was acknowledged. Arguments: path, name, count.
import { writeSync } from "node:fs";
import Database from "libsql";
import { sqliteLogs } from "../../../../src/adapters/sqlite/index.js";
import { composeStore, memoryBlobs } from "../../../../src/core/index.js";

const [path = "", name = "", count = "0"] = process.argv.slice(2);
const store = composeStore({ logs: sqliteLogs(new Database(path)), blobs: memoryBlobs() });
for (let index = 0; index < Number(count); index++) {
  const events = [1, 2, 3].map((part) => ({ type: "counted", time: index, data: { name, index, part } }));
  const head = await store.append("shared", events);
  // Synchronously, so that a kill in between cannot take back what was said.
  writeSync(1, `${head.sequence} ${index}\n`);
}
