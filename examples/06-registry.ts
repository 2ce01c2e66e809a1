// The registry alone: versions of a model made elsewhere, with evidence.   npx tsx examples/06-registry.ts
import { createMemoryStore } from "golden-pipeline";
import { atMost, evaluatePredictions } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { candidateVersion, model } from "golden-pipeline/model";
import { createManifest, createRegistry } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";

const flights = contract("flights", z.object({ distance: z.number(), late: z.boolean() }));
const late = model("late-flights", flights, { target: (flight) => flight.late, kinds: [] }); // a router needs a decoder here
const store = createMemoryStore(); // createFileStore("models") of golden-pipeline/store outlives the process
const registry = createRegistry({ store });
const said = new Map<string, readonly number[]>(); // what each version says of the test rows
const [metrics, gate] = [[logLoss()], atMost({ metric: logLoss(), value: 0.6, minimumClusters: 3 })];
for (const [night, sure] of [0.8, 0.2, 0.9].entries()) {
  const served = { kind: "our-net@1", bytes: Uint8Array.of(sure * 100), decision: { threshold: 0.5 } };
  const candidate = { ids: ["a", "b"], outputs: [1 - sure, sure], targets: [0, 1], dataset: "flights@2001" };
  const present = (await registry.champion("late-flights"))?.id; // evidence has to compare with it
  const beside = present && { champion: { ...candidate, outputs: said.get(present) ?? [] }, championVersion: present };
  const candidates = { candidate, candidateVersion: candidateVersion(served), ...beside };
  const report = evaluatePredictions({ ...candidates, metrics, gate });
  const trainer = { id: "our-net", version: "1.0.0", hyperparameters: { night } };
  const from = { trainer, git: { commit: "0123abc", dirty: false }, runId: `night-${night}` };
  const version = await registry.register(await createManifest(store.blobs, late, { ...served, ...from, report }));
  said.set(version.id, candidate.outputs);
  await registry.promote(version, { by: "night job" }).catch((error: Error) => console.log(error.message));
}
await registry.rollback("late-flights", { reason: "too slow on the old machines", by: "ann" });
for (const { summary } of await registry.history("late-flights")) console.log(summary);
