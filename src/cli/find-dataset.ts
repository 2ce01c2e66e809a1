import { type DatasetManifest, readKeptManifest, readStoredDataset } from "../dataset/house.js";
import { type Dataset, type KeptDataset, listDatasets } from "../dataset/index.js";
import { shortVersion } from "../report/house.js";
import { contractFromJson } from "../schema/house.js";
import type { Call } from "./command.js";
import { UsageError } from "./usage-error.js";

export interface FoundDataset {
  readonly kept: KeptDataset;
  readonly manifest: DatasetManifest;
  readonly dataset: Dataset<unknown>;
}

/**
 * A kept dataset by tag, version, or the beginning of one, under the contract that it was saved under.
 * @throws {UsageError} none fits, or several do.
 */
export async function findDataset(
  { store, text }: Pick<Call, "store" | "text">,
  wanted: string,
): Promise<FoundDataset> {
  const contract = text("contract");
  const all = await listDatasets(store, contract === undefined ? {} : { contract });
  const begins = (version: string): boolean => version.startsWith(wanted) || version.startsWith(`dataset-${wanted}`);
  const tagged = all.filter(({ tags }) => tags.includes(wanted));
  const fitting = tagged.length > 0 ? tagged : all.filter(({ version }) => wanted !== "" && begins(version));
  const [kept, ...others] = fitting;
  if (kept === undefined)
    throw new UsageError(`no dataset ${wanted} is kept; \`golden-pipeline datasets <directory>\` lists those that are`);
  if (others.length > 0) {
    const names = fitting.map((one) => `${shortVersion(one.version)} under ${one.contract}`);
    throw new UsageError(
      `${wanted} means several datasets (${names.join(", ")}); give more of the version, or --contract`,
    );
  }
  const manifest = await readKeptManifest(store, kept.version, kept.contract);
  const saved = contractFromJson<unknown, never>(manifest.contract.definition);
  return { kept, manifest, dataset: readStoredDataset(manifest, saved, store.blobs) };
}
