// Counts requests in a monitor log and says how many are durable. Arguments: directory, process.
import { writeSync } from "node:fs";
import { createMonitorLog } from "../../../src/monitoring/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { observationOf, reference } from "../make.js";

const [directory = ""] = process.argv.slice(2);
const log = await createMonitorLog({ store: createFileStore(directory), name: "late", reference });
for (let request = 0; ; ) {
  for (let row = 0; row < 20; row++, request++) {
    log.observe(observationOf(request));
    log.label({ output: 0.25, target: true, cluster: "a", time: observationOf(request).time });
  }
  await log.flush();
  writeSync(1, `${request}\n`);
}
