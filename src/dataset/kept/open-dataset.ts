import { checkArguments, option, parseCanonicalJson } from "../../core/house.js";
import { DamagedError, type Json, MissingError, StateError, type Store } from "../../core/index.js";
import { contractFromJson } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import type { DigestedDataset } from "../create-dataset.js";
import type { DatasetManifest } from "../dataset.js";
import { readStoredDataset } from "../dataset-codec.js";
import { compareContracts, describeDifference } from "../diff/compare-contracts.js";
import { readManifest } from "../read-manifest.js";
import { readDatasetState } from "./dataset-log.js";

/**
 * Opens a dataset that was saved under a contract, by its version or by a tag. Cells are read when they are asked for.
 *
 * @throws {MissingError} no such version or tag is kept under the contract's name.
 * @throws {StateError} it was saved under another contract; the message names what differs.
 * @throws {ErasedError} its subject was erased.
 */
export async function openDataset<Row, Label extends string>(
  store: Store,
  version: string,
  contract: Contract<Row, Label>,
): Promise<DigestedDataset<Row, Label>> {
  checkArguments(
    "datasets",
    { store, version, contract },
    { store: option.store, version: option.text, contract: option.contract },
  );
  const { state } = await readDatasetState(store, contract.name);
  const kept = state.versions[state.tags[version] ?? version];
  if (kept === undefined) throw new MissingError("datasets", `${version} under contract ${contract.name}`);
  const text = new TextDecoder().decode(await store.blobs.get(kept.manifest));
  const manifest = readManifest(parseCanonicalJson(text) as Json);
  if (manifest.version !== kept.version)
    throw new DamagedError(kept.manifest, {
      place: "datasets",
      message: `Expected the manifest of ${kept.version}, got that of ${manifest.version}`,
    });
  checkContract(manifest, contract);
  return readStoredDataset(manifest, contract, store.blobs);
}

function checkContract<Row, Label extends string>(manifest: DatasetManifest, contract: Contract<Row, Label>): void {
  if (manifest.contract.fingerprint === contract.fingerprint) return;
  const saved = contractFromJson(manifest.contract.definition);
  const differences = compareContracts(saved, contract).map(describeDifference);
  throw new StateError({
    place: `dataset ${manifest.version}`,
    message: `Expected contract ${contract.name} as it was when the dataset was saved, got another one: ${differences.join("; ")}. Open it with the contract it was saved under, or validate its rows anew`,
  });
}
