import { createMemoryStore } from "golden-pipeline";
import { wandbTracker } from "golden-pipeline/adapters/wandb";

// Tells a run's steps until it is killed, and prints each that the tracker has resolved for.
const [folder = ""] = process.argv.slice(2);
const tracker = wandbTracker({ folder, project: "late-flights" });
const { blobs } = createMemoryStore();
await tracker.start({ runId: "killed", name: "killed", time: Date.now() });
for (let step = 0; ; step++) {
  const entry = {
    type: "metric",
    stage: "train",
    name: "loss",
    step,
    value: 1 / (1 + step),
    time: Date.now(),
  } as const;
  await tracker.log("killed", [entry], blobs);
  console.log(step);
}
