// A registry shown in MLflow, and a version read back, here in one that only stands for it.   npx tsx examples/06-mlflow.ts
import { createMemoryStore } from "golden-pipeline";
import { createMlflowMirror, mlflowModels } from "golden-pipeline/adapters/mlflow";
import { atMost, evaluatePredictions } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { candidateVersion, model } from "golden-pipeline/model";
import { createManifest, createRegistry } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";
import { startFakeMlflow } from "../test/adapters/mlflow/fake-mlflow.js";

const { url, close } = await startFakeMlflow();
const flights = contract("flights", z.object({ distance: z.number(), late: z.boolean() }));
const late = model("late-flights", flights, { target: (flight) => flight.late, kinds: [] });
const store = createMemoryStore();
const registry = createRegistry({ store });
const net = { kind: "our-net@1", bytes: Uint8Array.of(80), decision: { threshold: 0.5 } };
const candidate = { ids: ["a", "b"], outputs: [0.2, 0.8], targets: [0, 1], dataset: "flights@2001" };
const judged = { candidate, candidateVersion: candidateVersion(net), metrics: [logLoss()] };
const gate = atMost({ metric: logLoss(), value: 0.6, minimumClusters: 2 });
const trainer = { id: "our-net", version: "1.0.0", hyperparameters: {} };
const from = { trainer, git: { commit: "0123abc", dirty: false }, runId: "night-1" };
const manifest = await createManifest(store.blobs, late, {
  ...net,
  ...from,
  report: evaluatePredictions({ ...judged, gate }),
});
const { id } = await registry.register(manifest);
await registry.promote(id, { by: "night job" });
const mirror = createMlflowMirror({ url, experiment: "late-flights", registry });
console.log((await mirror.sync("late-flights")).changes); // mirror.follow("late-flights") does so in the background
const { version, own } = await mlflowModels({ url }).open("late-flights", "champion");
console.log(version.number, version.aliases, own?.version.id, own?.model);
await close();
