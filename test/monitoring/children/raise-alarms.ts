// Reports 40 windows, each broken, as one of several processes that watch the same model. Arguments: directory.
import { writeSync } from "node:fs";
import { createAlarms } from "../../../src/monitoring/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { brokenReport } from "../make.js";

const [directory = ""] = process.argv.slice(2);
const alarms = createAlarms({ store: createFileStore(directory), name: "late", forWindows: 3 });
for (let window = 0; window < 40; window++) {
  const changed = await alarms.update(brokenReport(window));
  writeSync(1, `${window} ${changed.map(({ state }) => state).join(" ")}\n`);
}
