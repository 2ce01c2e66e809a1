import type { ValueType } from "../../schema/house.js";

/**
 * What columns look like, without their rows: a summary of a dataset, the reference that is saved with a model version, and what a
 * live window counts into the bins of that reference. Plain JSON.
 */
export interface Profile {
  readonly format: "profile@1";
  readonly rows: number;
  /** Times are counted as milliseconds before this column, so that they do not drift by passing; it is itself only counted as present. */
  readonly eventTime?: string;
  readonly columns: readonly ColumnProfile[];
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: ValueType;
  readonly rows: number;
  /** Rows without a value: null, undefined, NaN, no valid date. */
  readonly missing: number;
  /** Values of another type than the column's, e.g. text in a column of numbers, or 1.5 in one of integers. */
  readonly invalid: number;
  /** For numbers and times. */
  readonly numbers?: NumberProfile;
  /** For text and booleans. */
  readonly categories?: CategoryProfile;
}

export interface NumberProfile {
  /** Of the finite numbers; null of none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /**
   * Where bins begin: `counts` are those of (−∞, e0), [e0, e1), …, [en, ∞). The reference has nothing below its minimum and above its
   * maximum, so the first and the last bin show what lies outside; a frequent value has a bin of its own.
   */
  readonly edges: readonly number[];
  /** Of the finite numbers. */
  readonly counts: readonly number[];
  /** Rows at −∞ and at +∞: bins of their own. */
  readonly infinite: readonly [below: number, above: number];
}

export interface CategoryProfile {
  /** The most frequent first; those of the reference, where counts were made for one. */
  readonly words: readonly string[];
  readonly counts: readonly number[];
  /** Rows of all other words. */
  readonly other: number;
  /** The same by a hash of the word, in 64 parts: where one of them is frequent, its part is large. Absent when there are none. */
  readonly otherByHash?: readonly number[];
  /** The other words of a live window, the most frequent first: a sample when there are more than a thousand. */
  readonly unlisted?: readonly (readonly [word: string, rows: number])[];
}
