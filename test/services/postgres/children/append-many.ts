// Appends events to one log in Postgres and says each that was acknowledged. Arguments: port, schema, name, count; the password in PGPASSWORD.
import { writeSync } from "node:fs";
import pg from "pg";
import { postgresLogs } from "../../../../src/adapters/postgres/index.js";
import { composeStore, memoryBlobs } from "../../../../src/core/index.js";

const [port = "", schema = "", name = "", count = "0"] = process.argv.slice(2);
const pool = new pg.Pool({ host: "127.0.0.1", port: Number(port), user: "postgres", database: "postgres", max: 2 });
const store = composeStore({ logs: postgresLogs(pool, { schema }), blobs: memoryBlobs() });
for (let index = 0; index < Number(count); index++) {
  const head = await store.append("shared", [{ type: "counted", time: index, data: { name, index } }]);
  // Synchronously, so that a kill in between cannot take back what was said.
  writeSync(1, `${head.sequence} ${index}\n`);
}
await pool.end();
