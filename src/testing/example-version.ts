import { fingerprint } from "../core/house.js";
import { canonicalJson, type Digest, type Store } from "../core/index.js";
import { profileRows } from "../dataset/index.js";
import type { GateDecision } from "../model/house.js";
import { type EvaluationReport, type ModelManifest, numericOutputs, profileModel } from "../model/index.js";

/** A report on a candidate whose gate decided so, beside a champion if there was one. */
export function exampleReport(candidate: string, decision: GateDecision = "pass", champion?: string): EvaluationReport {
  const content = {
    format: "evaluation@1" as const,
    candidate,
    champion,
    dataset: "dataset-1",
    rows: 100,
    metrics: {},
    slices: [],
    gate: {
      decision,
      rules: [
        { rule: "log loss", kind: "at-most" as const, decision, message: "0.4, at most 0.5", numbers: { value: 0.4 } },
      ],
      minimumDetectableEffect: undefined,
    },
    curves: {},
    warnings: [],
  };
  return { ...content, digest: fingerprint(content) };
}

/** What was normal for it. */
export function exampleProfile() {
  const inputs = profileRows({ distance: "number" }, [{ distance: 1 }, { distance: 2 }]);
  return profileModel({ inputs, outputs: numericOutputs("binary", Float64Array.of(0.2, 0.7)) });
}

/** The manifest of a made-up version of model `late`, its bytes put into the store. Another `seed`, another version. */
export async function exampleManifest(
  store: Store,
  seed: number,
  decision: GateDecision = "pass",
): Promise<ModelManifest & Required<Pick<ModelManifest, "features" | "profile">>> {
  const putJson = (value: unknown): Promise<Digest> => store.blobs.put(new TextEncoder().encode(canonicalJson(value)));
  const features = { format: "features@1", fingerprint: "f".repeat(64), eventTime: "at", definitions: [] };
  const fitted = { ...features, digest: fingerprint(features) };
  const model = await store.blobs.put(new TextEncoder().encode(`model ${seed}`));
  const parts = { kind: "example@1", model, features: fitted.digest, decision: {} };
  const candidate = `candidate-${fingerprint(parts)}`;
  return {
    format: "model@1",
    name: "late",
    fingerprint: "a".repeat(64),
    candidate,
    kind: parts.kind,
    task: "binary",
    model,
    features: { fingerprint: fitted.fingerprint, fitted: await putJson(fitted) },
    decision: {},
    trainer: { id: "example", version: "1.0.0", hyperparameters: { seed } },
    data: { contract: "c".repeat(64), train: "dataset-0", test: "dataset-1" },
    metrics: { "log loss": 0.4 },
    report: await putJson(exampleReport(candidate, decision)),
    profile: await putJson(exampleProfile()),
    git: { commit: "0123abc", dirty: false },
    runId: `run-${seed}`,
  };
}
