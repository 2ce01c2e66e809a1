import { checkArguments, checkOptions, digestOf, option } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";
import type { ModelVersion } from "../../model/index.js";
import type { DvcRepository } from "./dvc-repository.js";
import type { DvcFacts } from "./out-entry.js";
import { type WriteDvcOptions, writeDvcFiles, writeRules } from "./write-dvc-files.js";

/** A version with the bytes that serve it, as `registry.resolve("late-flights@3")` gives it. */
export interface DvcModel {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
  /** Canonical JSON of the fitted features; undefined for a model that reads rows. */
  readonly fitted: Uint8Array | undefined;
}

/**
 * Writes a registered version as a folder that DVC tracks: `model.bin`, its bytes; `features.json`, the fitted features; `version.json`, its id,
 * number, digest and manifest. Id, digest, datasets, run and metrics stand in the output's `meta` as well.
 *
 * @throws {InvalidArgumentError} the bytes are not those of the version. @throws {StateError} see `writeDvcFiles`.
 * @throws {StorageError} the disk refuses.
 */
export async function writeDvcModel(
  repository: DvcRepository,
  path: string,
  resolved: DvcModel,
  options: WriteDvcOptions = {},
): Promise<DvcFacts> {
  checkArguments("dvc", { resolved }, { resolved: option.having("a resolved version", "version", "model") });
  checkOptions("dvc", options, writeRules);
  const { version, model, fitted } = resolved;
  const { id, number, digest, manifest } = version;
  const problem = problemOfModel(resolved);
  if (problem !== undefined)
    throw new InvalidArgumentError("dvc", `the bytes of ${id}, as a registry resolves it`, undefined, problem);
  const encoder = new TextEncoder();
  const files = new Map([
    ["model.bin", model],
    ["version.json", encoder.encode(canonicalJson({ id, number, digest, manifest }))],
  ]);
  if (fitted !== undefined) files.set("features.json", fitted);
  const { data, runId, git, metrics } = manifest;
  const meta = { id, digest, data, runId, git, metrics };
  return writeDvcFiles(repository, path, files, {
    type: "model",
    ...options,
    meta: { ...options.meta, "golden-pipeline": meta },
  });
}

/** What of a version does not hash to what its manifest says; undefined when all does. */
export function problemOfModel({ version, model, fitted }: DvcModel): string | undefined {
  const { digest, manifest } = version;
  if (digestOf(canonicalJson(manifest)) !== digest) return "another manifest";
  if (digestOf(model) !== manifest.model) return "other bytes of the model";
  const features = manifest.features?.fitted;
  const found = fitted && digestOf(fitted);
  return features === found ? undefined : "other fitted features";
}
