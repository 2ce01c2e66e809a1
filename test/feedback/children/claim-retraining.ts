// Waits for the word, then asks in each round whether it is to retrain. Arguments: directory, name, rounds.
import { writeSync } from "node:fs";
import { retrainWhen } from "../../../src/feedback/index.js";
import { createFileStore } from "../../../src/store/index.js";

const [directory = "", name = "", rounds = "0"] = process.argv.slice(2);
const store = createFileStore(directory);
const retrain = retrainWhen({ store, name: "late" });
writeSync(1, "ready\n");
// Both begin when both are there.
while ((await store.head("go")).sequence === 0) await new Promise((resolve) => setTimeout(resolve, 5));
for (let round = 1; round <= Number(rounds); round++) {
  const { claimed } = await retrain.claim([{ rule: `alarm ${round}` }]);
  if (claimed) writeSync(1, `${name} ${round}\n`);
  // The next alarm comes when both have asked about this one.
  await store.append(`asked/${round}`, [{ type: "asked", time: round, data: name }]);
  while ((await store.head(`asked/${round}`)).sequence < 2) await new Promise((resolve) => setTimeout(resolve, 1));
}
