import { InvalidArgumentError } from "../../core/index.js";
import type { EvaluationReport, ModelVersion } from "../../model/index.js";
import { gateDecision } from "./gate-decision.js";
import { checkProperties, limits, propertyValue } from "./limits.js";

/** What people look for, as properties of a model package: yours, then ours, then as many metrics as there is room for. */
export function packageProperties(
  place: string,
  { id, digest, manifest }: ModelVersion,
  report: EvaluationReport,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { data, features, git, metrics, trainer } = manifest;
  const facts: Readonly<Record<string, string | undefined>> = {
    "golden_pipeline.version": id,
    "golden_pipeline.manifest": digest,
    "golden_pipeline.candidate": manifest.candidate,
    "golden_pipeline.model": manifest.model,
    "golden_pipeline.kind": manifest.kind,
    "golden_pipeline.task": manifest.task,
    "golden_pipeline.trainer": `${trainer.id} ${trainer.version}`,
    "golden_pipeline.dataset.train": data.train,
    "golden_pipeline.dataset.test": data.test,
    "golden_pipeline.contract": data.contract,
    "golden_pipeline.features": features?.fingerprint,
    "golden_pipeline.run_id": manifest.runId,
    "golden_pipeline.git.dirty": "commit" in git ? String(git.dirty) : undefined,
    "golden_pipeline.git.override": "override" in git ? git.override : undefined,
    "golden_pipeline.gate": gateDecision(report),
    "golden_pipeline.report": manifest.report,
  };
  const properties: Record<string, string> = { ...own };
  function add(key: string, text: string): void {
    const value = propertyValue(text);
    if (value !== undefined) properties[key] = value;
  }
  for (const [key, text] of Object.entries(facts)) if (text !== undefined) add(key, text);
  checkProperties(place, properties);
  const count = Object.keys(properties).length;
  if (count > limits.properties)
    throw new InvalidArgumentError(
      place,
      `at most ${limits.properties} properties, ${count - Object.keys(own).length} of ours among them`,
      count,
    );
  for (const [name, value] of Object.entries(metrics).sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (Object.keys(properties).length === limits.properties) break;
    const key = propertyValue(`golden_pipeline.metric.${name}`)?.slice(0, limits.propertyKey);
    if (key !== undefined) add(key, String(value));
  }
  return properties;
}
