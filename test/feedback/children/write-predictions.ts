// Logs predictions and says which ids are durable. Arguments: directory, name.
import { writeSync } from "node:fs";
import { createPredictionLog } from "../../../src/feedback/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { predictionOf } from "../make.js";

const [directory = "", name = ""] = process.argv.slice(2);
const log = await createPredictionLog({ store: createFileStore(directory), name: "late", maximumRows: 50 });
for (let index = 0; ; ) {
  const written: string[] = [];
  for (let row = 0; row < 20; row++, index++) {
    const key = `${name}-${index}`;
    written.push(`${key} ${log.write(predictionOf(key)).id}\n`);
  }
  await log.flush();
  writeSync(1, written.join(""));
}
