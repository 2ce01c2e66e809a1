import { checkArguments, option } from "../../core/house.js";
import { StateError, type Store } from "../../core/index.js";
import { compareContracts, contractFromJson, describeDifference } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import type { DigestedDataset } from "../create-dataset.js";
import type { DatasetManifest } from "../dataset.js";
import { readStoredDataset } from "../dataset-codec.js";
import { readKeptManifest } from "./read-kept-manifest.js";

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
  const manifest = await readKeptManifest(store, version, contract.name);
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
