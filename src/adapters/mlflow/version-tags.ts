import { canonicalJson } from "../../core/index.js";
import type { MirroredEvent } from "../../ports/house.js";
import { modelSignature } from "./model-signature.js";
import { shortened } from "./shortened.js";
import type { WholeVersion } from "./version-files.js";

/** What says which of our versions one of MLflow's is: the digest of its manifest. */
export const manifestTag = "golden_pipeline.manifest";
/** Of our own version, `late-flights@3`. */
export const versionTag = "golden_pipeline.version";

const longest = 5000;

/** What happened to a version stands at it, one tag for each event. */
export function eventTag({ sequence, time, summary, by }: MirroredEvent): readonly [key: string, value: string] {
  const text = `${new Date(time).toISOString()} ${summary}${by === undefined ? "" : ` (${by})`}`;
  return [`golden_pipeline.event.${sequence}`, shortened(text, longest)];
}

/** Everything that people look for in MLflow, as texts of at most 5000 characters; MLflow takes no empty ones. */
export function versionTags(
  { version, report }: WholeVersion,
  registered: MirroredEvent,
): Readonly<Record<string, string>> {
  const { id, digest, manifest } = version;
  const { data, features, git, metrics, trainer } = manifest;
  const signature = modelSignature(manifest);
  const facts: Readonly<Record<string, string | undefined>> = {
    [versionTag]: id,
    [manifestTag]: digest,
    "golden_pipeline.sequence": String(registered.sequence),
    "golden_pipeline.candidate": manifest.candidate,
    "golden_pipeline.kind": manifest.kind,
    "golden_pipeline.task": manifest.task,
    "golden_pipeline.trainer": `${trainer.id} ${trainer.version}`,
    "golden_pipeline.dataset.train": data.train,
    "golden_pipeline.dataset.test": data.test,
    "golden_pipeline.features": features?.fingerprint,
    "golden_pipeline.run_id": manifest.runId,
    "golden_pipeline.git.commit": "commit" in git ? git.commit : undefined,
    "golden_pipeline.git.dirty": "commit" in git ? String(git.dirty) : undefined,
    "golden_pipeline.git.override": "override" in git ? git.override : undefined,
    "golden_pipeline.metrics": canonicalJson(metrics),
    "golden_pipeline.gate": report.gate.decision,
    "golden_pipeline.gate.rules": report.gate.rules.map(({ rule, message }) => `${rule}: ${message}`).join("\n"),
    "golden_pipeline.report": manifest.report,
    "golden_pipeline.signature.inputs": signature?.inputs,
    "golden_pipeline.signature.outputs": signature?.outputs,
    ...Object.fromEntries([eventTag(registered)]),
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value ? [[key, shortened(value, longest)]] : [])),
  );
}
