import { counted, parseCanonicalJson } from "../core/house.js";
import { MissingError, type Store } from "../core/index.js";
import type { ModelManifest, ModelVersion } from "../model/index.js";
import type { RegistryState } from "./registry-state.js";
import { formatVersion } from "./version-id.js";

/** A version by its number, with its manifest read back. @throws {MissingError} the model has no such version. */
export async function loadVersion(
  store: Store,
  model: string,
  state: RegistryState,
  number: number,
): Promise<ModelVersion> {
  const digest = state.versions[number - 1];
  const id = formatVersion(model, number);
  if (digest === undefined)
    throw new MissingError(`registry ${model}`, id, `It has ${counted(state.versions.length, "version")}`);
  const manifest = parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(digest))) as ModelManifest;
  return { kind: "model-version", id, number, digest, manifest };
}
