import { parseCanonicalJson } from "../../core/house.js";
import { DamagedError, type Json, MissingError, type Store } from "../../core/index.js";
import type { DatasetManifest } from "../dataset.js";
import { readManifest } from "../read-manifest.js";
import { readDatasetState } from "./dataset-log.js";

/**
 * The manifest of a dataset that is kept under a contract of this name, by version or tag.
 * @throws {MissingError} no such version or tag is kept there. @throws {DamagedError} another manifest stands in its place.
 */
export async function readKeptManifest(store: Store, version: string, contract: string): Promise<DatasetManifest> {
  const { state } = await readDatasetState(store, contract);
  const kept = state.versions[state.tags[version] ?? version];
  if (kept === undefined) throw new MissingError("datasets", `${version} under contract ${contract}`);
  const text = new TextDecoder().decode(await store.blobs.get(kept.manifest));
  const manifest = readManifest(parseCanonicalJson(text) as Json);
  if (manifest.version !== kept.version)
    throw new DamagedError(kept.manifest, {
      place: "datasets",
      message: `Expected the manifest of ${kept.version}, got that of ${manifest.version}`,
    });
  return manifest;
}
