import type { Json } from "../../core/index.js";
import type { ExpressionNode } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";

/** Named features over a contract's rows, as data. */
export interface Features<Row, Label extends string = never> {
  readonly kind: "features";
  readonly contract: Contract<Row, Label>;
  readonly definitions: readonly FeatureDefinition[];
  /** sha256 of the definitions and the contract's fingerprint. */
  readonly fingerprint: string;
}

export interface FeatureDefinition {
  readonly name: string;
  readonly node: ExpressionNode;
}

/** What features learned from the training rows: plain JSON, digested, stored with the model. */
export interface FittedFeatures {
  readonly format: "features@1";
  /** Fingerprint of the features it was fitted from. */
  readonly fingerprint: string;
  /** The contract's event time column: when a prediction is asked. */
  readonly eventTime: string | undefined;
  readonly definitions: readonly FittedDefinition[];
  /** sha256 of the canonical JSON of the rest. */
  readonly digest: string;
}

export interface FittedDefinition extends FeatureDefinition {
  /** What this feature gives: one number, or one category of a list. */
  readonly output: FeatureOutput;
  /** Learned numbers, e.g. {mean, scale}. */
  readonly state: Json;
}

/** A numeric feature, or a category whose code is an index into `categories` (−1: none of them). `cyclical` gives two numeric ones. */
export type FeatureOutput =
  | { readonly type: "number"; readonly names: readonly string[] }
  | { readonly type: "category"; readonly names: readonly string[]; readonly categories: readonly string[] };

/** One column of a feature matrix. Missing numbers are NaN: trainers must say what they do with them, and refuse kinds they cannot use. */
export type FeatureColumn =
  | { readonly type: "number"; readonly name: string; readonly values: Float64Array }
  /** `width` numbers a row, row by row: an embedding. */
  | { readonly type: "vector"; readonly name: string; readonly width: number; readonly values: Float64Array }
  /** A missing text is null. */
  | { readonly type: "text"; readonly name: string; readonly values: readonly (string | null)[] }
  | {
      readonly type: "category";
      readonly name: string;
      readonly categories: readonly string[];
      readonly codes: Int32Array;
    };

/** Engineered features of some rows: what models read. */
export interface FeatureMatrix {
  readonly kind: "feature-matrix";
  readonly rows: number;
  readonly columns: readonly FeatureColumn[];
}

/** Past values by key, as known at a moment: the same code trains and serves. A memory one is `createMemoryHistory`. */
export interface HistoryStore {
  readonly specificationVersion: "v1";
  /** Adds what became known. The same (series, key, id) again takes the place of the earlier value. */
  record(entries: readonly HistoryEntry[]): void | Promise<void>;
  /** The values of a key known in [at − windowMinutes, at), in order of (knownAt, value). */
  read(series: string, key: string, at: number, windowMinutes: number): HistoryWindow | Promise<HistoryWindow>;
}

/** The values of one window; missing values were never recorded. Read it before the next call: it may be a view. */
export interface HistoryWindow {
  readonly values: ArrayLike<number>;
}

export interface HistoryEntry {
  /** The fingerprint of the value, key and known-time expressions: features that share them share their history. */
  readonly series: string;
  readonly key: string;
  /** Names the row it comes from, so that a correction can take its place. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
  readonly value: number;
}
