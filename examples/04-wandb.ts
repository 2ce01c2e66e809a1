// Runs as W&B's client writes them offline: `wandb sync wandb` tells a server of them.   npx tsx examples/04-wandb.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { wandbTracker } from "golden-pipeline/adapters/wandb";

const place = await mkdtemp(join(tmpdir(), "example-"));
const tracker = wandbTracker({ folder: join(place, "wandb"), project: "rates" });
const search = defineStage({
  id: "search",
  version: "1.0.0",
  run: (rates: readonly number[], { tracker: own }) => {
    own.params({ rates });
    for (const [index, rate] of rates.entries()) {
      const trial = own.nested(`trial-${index}`);
      for (let step = 0; step < 50; step++) trial.metrics({ loss: (1 - rate) ** step }, step);
      trial.finish();
    }
    return rates.length;
  },
});
await createRunner({ store: createMemoryStore(), tracker }).run(search, [0.1, 0.3], { runId: "search-1" });
for (const id of (await tracker.read("search-1")).nested) {
  const { status, metrics } = await tracker.read(id);
  console.log(id, status, metrics[0]?.points.at(-1)?.value);
}
await rm(place, { recursive: true });
