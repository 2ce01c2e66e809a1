import { checkArguments, checkOptions, option, systemClock } from "../../core/house.js";
import { type Clock, canonicalJson, type Digest, type NewEvent, type Store } from "../../core/index.js";
import type { Dataset } from "../dataset.js";
import { encodeDataset } from "../dataset-codec.js";
import { appendToDatasets } from "./dataset-log.js";
import { checkTag, tagEvents } from "./tag-dataset.js";

export interface SaveDatasetOptions {
  /** Tags that are put on it, e.g. `latest`. @default none */
  readonly tags?: readonly string[];
  /** Seals cells and manifest with this subject's (or tenant's) key, so that `store.erase(subject)` makes the dataset unreadable. @default not sealed */
  readonly subject?: string;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/**
 * Keeps a dataset in a store, where `openDataset` and `listDatasets` find it by its version. Saving it again stores nothing anew, and
 * datasets that have segments in common share them.
 *
 * @throws {InvalidArgumentError} a tag is not lower-case words joined by `-` or `.`.
 * @throws {ErasedError} the subject was erased.
 */
export async function saveDataset<Row, Label extends string>(
  store: Store,
  dataset: Dataset<Row, Label>,
  options: SaveDatasetOptions = {},
): Promise<{ readonly version: string; readonly manifest: Digest }> {
  checkArguments("datasets", { store, dataset }, { store: option.store, dataset: option.dataset });
  checkOptions("save dataset", options, { tags: option.listOf(option.text), subject: option.text, clock: option.noun });
  const { tags = [], subject, clock = systemClock } = options;
  for (const tag of tags) checkTag(tag);
  const sealing = subject === undefined ? {} : { subject };
  const put = (bytes: Uint8Array): Promise<Digest> => store.blobs.put(bytes, sealing);
  const manifest = await put(new TextEncoder().encode(canonicalJson(await encodeDataset(dataset, { put }))));
  const { version, rows, contract } = dataset;
  await appendToDatasets(store, contract.name, (state) => {
    const time = clock.now();
    const data = { version, contract: contract.fingerprint, rows, manifest };
    const known = state.versions[version]?.manifest === manifest;
    const saved: NewEvent[] = known ? [] : [{ type: "dataset-saved", time, data }];
    return [...saved, ...tags.flatMap((tag) => tagEvents(state, tag, version, time))];
  });
  return { version, manifest };
}
