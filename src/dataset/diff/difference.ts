import type { ContractDifference } from "../../schema/house.js";

/** What became of rows with keys. */
export interface KeyedDifference {
  readonly by: readonly string[];
  readonly added: number;
  readonly removed: number;
  /** Rows of one key that differ in at least one column. */
  readonly changed: number;
  readonly unchanged: number;
  /** In how many of the changed rows each column differs; columns without a change are left out. */
  readonly columns: { readonly [column: string]: number };
  /** The first keys of each kind, at most ten, by the names of the key's columns. */
  readonly examples: {
    readonly added: readonly object[];
    readonly removed: readonly object[];
    readonly changed: readonly { readonly key: object; readonly columns: readonly string[] }[];
  };
}

/** What became of rows without keys: a changed row is one removed and one added. */
export interface UnkeyedDifference {
  readonly by: "row";
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
}

export interface DatasetDifference {
  /** Versions. */
  readonly before: string;
  readonly after: string;
  /** What differs in the contracts; empty when they are the same. */
  readonly schema: readonly ContractDifference[];
  readonly rows: KeyedDifference | UnkeyedDifference;
}
