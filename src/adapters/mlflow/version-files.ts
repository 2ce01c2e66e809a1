import { canonicalJson } from "../../core/index.js";
import type { EvaluationReport, ModelProfile, ModelVersion } from "../../model/index.js";
import { modelSignature } from "./model-signature.js";

/** A version with all that is known of it. */
export interface WholeVersion {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
  /** Canonical JSON of the fitted features; undefined for a model that reads rows. */
  readonly fitted: Uint8Array | undefined;
  readonly report: EvaluationReport;
  readonly profile: ModelProfile | undefined;
}

/** Where what stands in the folder of a version. */
export const versionFiles = {
  description: "MLmodel",
  manifest: "manifest.json",
  model: "model.bin",
  fitted: "features.json",
  report: "report.json",
  profile: "profile.json",
} as const;

/** The flavor of ours in an MLmodel. */
export const flavor = "golden_pipeline";

/** The files of a version, and the MLmodel that MLflow shows them by. JSON is YAML. */
export function filesOfVersion(
  { version, model, fitted, report, profile }: WholeVersion,
  place: { readonly folder: string; readonly runId: string; readonly time: number },
): ReadonlyMap<string, Uint8Array> {
  const { manifest, digest, id } = version;
  const { kind, task, candidate } = manifest;
  const signature = modelSignature(manifest);
  const described = {
    artifact_path: place.folder,
    flavors: {
      [flavor]: {
        version: id,
        manifest: digest,
        kind,
        task,
        candidate,
        model: versionFiles.model,
        ...(fitted !== undefined && { features: versionFiles.fitted }),
      },
    },
    model_size_bytes: model.length + (fitted?.length ?? 0),
    run_id: place.runId,
    utc_time_created: new Date(place.time).toISOString().replace("T", " ").replace("Z", "000"),
    ...(signature !== undefined && { signature }),
  };
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
  const files = new Map([
    [versionFiles.manifest as string, json(manifest)],
    [versionFiles.model, model],
    [versionFiles.report, json(report)],
  ]);
  if (fitted !== undefined) files.set(versionFiles.fitted, fitted);
  if (profile !== undefined) files.set(versionFiles.profile, json(profile));
  return files.set(versionFiles.description, new TextEncoder().encode(`${JSON.stringify(described, null, 2)}\n`));
}
