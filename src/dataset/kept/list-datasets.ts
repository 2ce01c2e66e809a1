import { checkArguments, checkOptions, option } from "../../core/house.js";
import type { Store } from "../../core/index.js";
import { type DatasetState, type KeptFacts, keptContracts, readDatasetState, type TagMove } from "./dataset-log.js";

/** A dataset that a store keeps. */
export interface KeptDataset {
  readonly version: string;
  /** The contract's name. */
  readonly contract: string;
  /** The contract's fingerprint. */
  readonly fingerprint: string;
  readonly rows: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** The tags that stand on it now, sorted. */
  readonly tags: readonly string[];
}

export interface ListDatasetsOptions {
  /** A contract or its name. @default all */
  readonly contract?: string | { readonly name: string };
  /** Only what this tag stands on. */
  readonly tag?: string;
}

/** The datasets that a store keeps, contract by contract, the oldest first. Reads the logs, no cells. */
export async function listDatasets(store: Store, options: ListDatasetsOptions = {}): Promise<readonly KeptDataset[]> {
  checkArguments("datasets", { store }, { store: option.store });
  checkOptions("list datasets", options, { contract: option.either(option.text, option.noun), tag: option.text });
  const { contract, tag } = options;
  const names = contract === undefined ? await keptContracts(store) : [nameOf(contract)];
  const kept: KeptDataset[] = [];
  for (const name of names) {
    const { state } = await readDatasetState(store, name);
    const listed = Object.values(state.versions).map((facts) => describe(name, facts, state));
    kept.push(...listed.sort((left, right) => left.savedAt - right.savedAt));
  }
  return tag === undefined ? kept : kept.filter(({ tags }) => tags.includes(tag));
}

/** Every move of every tag of a contract's datasets, the oldest first. */
export async function listTagMoves(
  store: Store,
  contract: string | { readonly name: string },
): Promise<readonly TagMove[]> {
  checkArguments(
    "datasets",
    { store, contract },
    { store: option.store, contract: option.either(option.text, option.having("a contract", "name")) },
  );
  return (await readDatasetState(store, nameOf(contract))).state.moves;
}

function nameOf(contract: string | { readonly name: string }): string {
  return typeof contract === "string" ? contract : contract.name;
}

function describe(name: string, facts: KeptFacts, state: DatasetState): KeptDataset {
  const { version, contract: fingerprint, rows, savedAt } = facts;
  const tags = Object.keys(state.tags).filter((tag) => state.tags[tag] === version);
  return { version, contract: name, fingerprint, rows, savedAt, tags: tags.sort() };
}
