import type { JsonObject } from "../../core/index.js";
import type { ValueType } from "../../schema/index.js";

/** What a column looked like: mergeable, without raw rows; stored with the model version it is the reference for drift. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ValueType;
  readonly rows: number;
  readonly missing: number;
  /** For numbers and times: fixed edges from the reference, counts of (−∞, e0), [e0, e1), …, [en, ∞). */
  readonly histogram?: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  /** For text and booleans: counts by category; `other` holds what is beyond the listed ones. */
  readonly categories?: { readonly counts: { readonly [category: string]: number }; readonly other: number };
  readonly sketch?: JsonObject;
}

export interface Profile {
  readonly format: "profile@1";
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}
