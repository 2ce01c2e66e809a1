import { createFold, type FoldResult, foldLog } from "../../core/house.js";
import { ConflictError, type Digest, type Json, type NewEvent, type Store } from "../../core/index.js";

/** A dataset as its log tells of it. */
export interface KeptFacts {
  readonly [fact: string]: string | number;
  readonly version: string;
  /** The contract's fingerprint. */
  readonly contract: string;
  readonly rows: number;
  /** The blob of its manifest. */
  readonly manifest: Digest;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

type SavedEvent = {
  readonly version: string;
  readonly contract: string;
  readonly rows: number;
  readonly manifest: Digest;
};

/** A tag was put on a version. */
export interface TagMove {
  readonly [fact: string]: string | number | null;
  readonly tag: string;
  readonly version: string;
  /** Where it stood before; null for a new tag. */
  readonly previous: string | null;
  readonly time: number;
}

export interface DatasetState {
  readonly [part: string]:
    | { readonly [name: string]: KeptFacts }
    | { readonly [tag: string]: string }
    | readonly TagMove[];
  /** By version; one that was saved again, with another lineage or another subject, stands as it was saved last. */
  readonly versions: { readonly [version: string]: KeptFacts };
  /** By tag, the version it stands on. */
  readonly tags: { readonly [tag: string]: string };
  readonly moves: readonly TagMove[];
}

const prefix = "datasets/";

/** The log of the datasets that are kept under a contract of this name. */
export function datasetLog(contract: string): string {
  return `${prefix}${contract}`;
}

/** Names of the contracts under which datasets are kept. */
export async function keptContracts(store: Store): Promise<readonly string[]> {
  return (await store.logs(prefix)).map((log) => log.slice(prefix.length));
}

const fold = createFold<DatasetState>({
  id: "datasets",
  version: 1,
  initial: { versions: {}, tags: {}, moves: [] },
  apply(state, { type, time, data }) {
    if (type === "dataset-saved") {
      const { version, contract, rows, manifest } = data as { readonly [fact: string]: Json } & SavedEvent;
      const saved = { version, contract, rows, manifest, savedAt: time };
      return { ...state, versions: { ...state.versions, [version]: saved } };
    }
    if (type !== "dataset-tagged") return state;
    const { tag, version } = data as { readonly tag: string; readonly version: string };
    const move = { tag, version, previous: state.tags[tag] ?? null, time };
    return { ...state, tags: { ...state.tags, [tag]: version }, moves: [...state.moves, move] };
  },
});

export function readDatasetState(store: Store, contract: string): Promise<FoldResult<DatasetState>> {
  return foldLog(store, datasetLog(contract), fold);
}

/** Appends what is to be done in the present state, and thinks again when somebody else wrote first. @param decide May throw to refuse. */
export async function appendToDatasets(
  store: Store,
  contract: string,
  decide: (state: DatasetState) => readonly NewEvent[],
): Promise<void> {
  for (;;) {
    const { state, head } = await readDatasetState(store, contract);
    const events = decide(state);
    if (events.length === 0) return;
    try {
      await store.append(datasetLog(contract), events, { expect: head.sequence });
      return;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
    }
  }
}
