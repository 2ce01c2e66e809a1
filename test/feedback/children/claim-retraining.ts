// Waits for the word, then asks in each round whether it is to retrain. Arguments: directory, name, rounds.
import { writeSync } from "node:fs";
import { createSimulatedClock } from "../../../src/core/index.js";
import { retrainWhen } from "../../../src/feedback/index.js";
import { createFileStore } from "../../../src/store/index.js";

const [directory = "", name = "", rounds = "0"] = process.argv.slice(2);
const store = createFileStore(directory);
const clock = createSimulatedClock(0);
const retrain = retrainWhen({ store, name: "late", clock });
writeSync(1, "ready\n");
// Both begin when both are there.
while ((await store.head("go")).sequence === 0) await new Promise((resolve) => setTimeout(resolve, 5));
for (let round = 1; round <= Number(rounds); round++) {
  // Each process noticed the alarm at another moment, before the training that it asks for was done.
  clock.set(round * 1000 + 500);
  const decision = await retrain.claim([{ rule: "drift", since: round * 1000 + (name === "left" ? 1 : 7) }]);
  if (decision.claimed) {
    await retrain.complete(decision.claim);
    writeSync(1, `${name} ${round}\n`);
  }
  // The next alarm comes when both have asked about this one.
  await store.append(`asked/${round}`, [{ type: "asked", time: round, data: name }]);
  while ((await store.head(`asked/${round}`)).sequence < 2) await new Promise((resolve) => setTimeout(resolve, 1));
}
