// Runs in MLflow, here in one that only stands for it; yours is at MLFLOW_TRACKING_URI.   npx tsx examples/04-mlflow.ts
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { startFakeMlflow } from "../test/adapters/mlflow/fake-mlflow.js";

const fake = await startFakeMlflow();
const tracker = mlflowTracker({ url: process.env.MLFLOW_TRACKING_URI ?? fake.url, experiment: "rates" });
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
await fake.close();
