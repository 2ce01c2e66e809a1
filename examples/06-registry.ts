// The registry alone: versions of a model made elsewhere, with evidence.   npx tsx examples/06-registry.ts
import { canonicalJson, createMemoryStore } from "golden-pipeline";
import { atMost, evaluatePredictions } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { createRegistry } from "golden-pipeline/registry";

const store = createMemoryStore(); // createFileStore("models") of golden-pipeline/store outlives the process
const registry = createRegistry({ store });
const put = (value: unknown) => store.blobs.put(new TextEncoder().encode(canonicalJson(value)));
const gate = atMost({ metric: logLoss(), value: 0.6, minimumClusters: 3 });
for (const [night, sure] of [0.8, 0.2, 0.9].entries()) {
  const outputs = [1 - sure, sure];
  const model = await put({ weights: outputs });
  const candidate = { ids: ["a", "b"], outputs, targets: [0, 1] };
  const report = await put(evaluatePredictions({ candidate, candidateVersion: model, metrics: [logLoss()], gate }));
  const trainer = { id: "our-net", version: "1.0.0", hyperparameters: { night } };
  const served = { kind: "our-net@1", task: "binary" as const, model, decision: { threshold: 0.5 } };
  const data = { contract: "", train: "", test: "" };
  const from = { data, git: { commit: "0123abc", dirty: false }, runId: `night-${night}` };
  const name = { format: "model@1", name: "late-flights", fingerprint: "", candidate: model } as const;
  const version = await registry.register({ ...name, ...served, trainer, ...from, metrics: {}, report });
  await registry.promote(version, { by: "night job" }).catch((error: Error) => console.log(error.message));
}
await registry.rollback("late-flights", { reason: "too slow on the old machines", by: "ann" });
for (const { summary } of await registry.history("late-flights")) console.log(summary);
