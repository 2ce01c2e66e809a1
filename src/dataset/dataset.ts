import type { Digest, Json } from "../core/index.js";
import type { ValueType } from "../schema/house.js";
import type { Batch, Contract } from "../schema/index.js";
import type { LineageOrigin } from "./landed.js";

/** What is stored of a dataset: everything but the cells, which stand in segments. */
export interface DatasetManifest {
  readonly format: "dataset@1";
  readonly contract: { readonly name: string; readonly fingerprint: string; readonly definition: Json };
  /** The logical content digest: independent of batching, chunking and encoding. */
  readonly version: string;
  readonly rows: number;
  /** Per column the digest over its fixed logical blocks, and the blocks' digests, reused when the dataset grows. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: ValueType;
    readonly digest: string;
    readonly blocks: readonly string[];
  }[];
  readonly segments: readonly DatasetSegment[];
  readonly lineage: DatasetLineage;
}

/** A run of rows in one blob. */
export interface DatasetSegment {
  readonly blob: Digest;
  readonly rows: number;
  readonly encoding: "arrow@1";
}

export interface DatasetLineage extends LineageOrigin {
  /** The raw bytes it was made from. */
  readonly raw: readonly Digest[];
  /** What was kept out, with every reason, and where it stands. */
  readonly quarantined: {
    readonly rows: number;
    readonly log?: string;
    readonly reasons: { readonly [reason: string]: number };
  };
}

/** Trusted, versioned rows: a handle whose cells are read batch by batch. */
export interface Dataset<Row, Label extends string = never> {
  readonly kind: "dataset";
  readonly contract: Contract<Row, Label>;
  /** `dataset-` and 64 hexadecimal digits; equal versions hold equal rows in equal order under equal names and types. */
  readonly version: string;
  readonly rows: number;
  readonly lineage: DatasetLineage;
  batches(): AsyncIterable<Batch>;
}

/** Training rows and later rows to test on. */
export interface Split<Row, Label extends string = never> {
  readonly kind: "split";
  readonly train: Dataset<Row, Label>;
  readonly test: Dataset<Row, Label>;
  /** How it was split, e.g. {by: "departedAt", at: "2001-01-25T…"}. */
  readonly rule: { readonly [fact: string]: string | number };
}
