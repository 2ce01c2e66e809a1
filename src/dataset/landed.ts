import type { Digest, Reference } from "../core/index.js";
import type { Batch, Contract } from "../schema/index.js";

/** One piece of landed raw data: untrusted columns, whatever types the source gave. */
export interface LandedBatch extends Batch {
  /** Where the raw bytes of this batch stand: `raw/<contract>@<sequence>`, row k of it is row `firstRow + k`. */
  readonly position: Reference & { readonly kind: "event" };
  readonly firstRow: number;
  /** Where they do not follow each other: the row of each, instead of `firstRow + k`. */
  readonly rowNumbers?: Uint32Array;
  /** True when the source knows only text (CSV): then the text of a number may be read as a number. */
  readonly textual?: boolean;
  /** Rows of this batch that could not be read; all their columns are missing. */
  readonly unreadable?: readonly { readonly row: number; readonly reason: string; readonly raw: string }[];
}

/** Raw data that has landed byte for byte and is not yet trusted. Only validation makes a `Dataset` of it. */
export interface Landed<Row, Label extends string = never> {
  readonly kind: "landed";
  readonly contract: Contract<Row, Label>;
  /** What it was read from, e.g. `flights-3m.parquet`. */
  readonly source: string;
  /** Whose key seals the bytes, and what validation keeps of them. */
  readonly subject?: string;
  /** The raw bytes, in order. */
  readonly raw: readonly Digest[];
  /** sha256 over the raw digests and the source's reading options. */
  readonly digest: string;
  /** For rows that come back from feedback: the dataset and the labels they were made of. */
  readonly origin?: LineageOrigin;
  batches(): AsyncIterable<LandedBatch>;
}

/** What besides raw bytes went into a dataset. */
export interface LineageOrigin {
  /** Versions of the datasets it grew from. */
  readonly parents: readonly string[];
  /** References to the label events that it holds, in order. */
  readonly labels: readonly string[];
}
