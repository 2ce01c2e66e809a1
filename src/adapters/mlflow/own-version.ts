import { digestOf, isDigest, parseCanonicalJson } from "../../core/house.js";
import { SourceError } from "../../core/index.js";
import type { ModelManifest, ModelVersion } from "../../model/index.js";
import { versionFiles } from "./version-files.js";
import { manifestTag, versionTag } from "./version-tags.js";

/** A version of ours as a registry resolves it. */
export interface OwnVersion {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
  /** Canonical JSON of the fitted features; undefined for a model that reads rows. */
  readonly fitted: Uint8Array | undefined;
}

/**
 * What a mirror wrote, every digest checked; undefined for versions of others.
 * @throws {SourceError} a file is missing, or is not what the manifest says: somebody has written there since.
 */
export function ownVersion(
  place: string,
  files: ReadonlyMap<string, Uint8Array>,
  tags: ReadonlyMap<string, string>,
): OwnVersion | undefined {
  const digest = tags.get(manifestTag);
  const id = tags.get(versionTag);
  if (digest === undefined || id === undefined) return undefined;

  function checked(name: string, expected: string | undefined): Uint8Array {
    const content = files.get(name);
    if (content !== undefined && isDigest(expected) && digestOf(content) === expected) return content;
    const found = content === undefined ? "none" : "other bytes: something wrote there since";
    throw new SourceError({ place, message: `Expected ${name} of ${id} to be ${expected}, got ${found}` });
  }

  const manifest = parseCanonicalJson(
    new TextDecoder().decode(checked(versionFiles.manifest, digest)),
  ) as ModelManifest;
  const { model, features, report, profile } = manifest;
  checked(versionFiles.report, report);
  if (profile !== undefined) checked(versionFiles.profile, profile);
  return {
    version: { kind: "model-version", id, number: Number(id.slice(id.lastIndexOf("@") + 1)), digest, manifest },
    model: checked(versionFiles.model, model),
    fitted: features && checked(versionFiles.fitted, features.fitted),
  };
}
