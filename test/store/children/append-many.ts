// Appends events to one log and says each that was acknowledged. Arguments: directory, name, count.
import { writeSync } from "node:fs";
import { createFileStore } from "../../../src/store/index.js";

const [directory = "", name = "", count = "0"] = process.argv.slice(2);
const store = createFileStore(directory);
for (let index = 0; index < Number(count); index++) {
  const head = await store.append("shared", [{ type: "counted", time: index, data: { name, index } }]);
  // Synchronously, so that a kill in between cannot take back what was said.
  writeSync(1, `${head.sequence} ${index}\n`);
}
