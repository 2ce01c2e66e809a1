import type { Reference } from "../core/house.js";
import type { Digest } from "../core/index.js";
import type { Batch, Contract, TextNotation } from "../schema/index.js";

/** One piece of landed raw data: untrusted columns, whatever types the source gave. */
export type LandedBatch = RowsOfRawBytes | RowsFromElsewhere;

interface LandedColumns extends Batch {
  /** True when the source knows only text (CSV): then the text of a number may be read as a number, in the notation if one is given. */
  readonly textual?: boolean | TextNotation;
  /** Rows of this batch that could not be read; all their columns are missing. */
  readonly unreadable?: readonly { readonly row: number; readonly reason: string; readonly raw: string }[];
}

/** Rows that follow each other in raw bytes of the store. */
interface RowsOfRawBytes extends LandedColumns {
  /** Where the raw bytes of this batch stand: `raw/<contract>@<sequence>`, row k of it is row `firstRow + k`. */
  readonly position: Reference & { readonly kind: "event" };
  readonly firstRow: number;
  readonly positions?: never;
}

/** Rows that stand anywhere else, as those of a prediction log do. */
interface RowsFromElsewhere extends LandedColumns {
  /** Where each row stands, in the words of its log; each once. */
  readonly positions: readonly string[];
  readonly position?: never;
  readonly firstRow?: never;
}

/** Raw data that has landed byte for byte and is not yet trusted. Only validation makes a `Dataset` of it. */
export interface Landed<Row, Label extends string = never> {
  readonly kind: "landed";
  readonly contract: Contract<Row, Label>;
  /** What it was read from, e.g. `flights-3m.parquet`. */
  readonly source: string;
  /** Whose key seals the bytes, and what validation keeps of them. */
  readonly subject?: string;
  /** Where rows have subjects of their own: whose key seals what validation keeps of a row, by its position. */
  readonly subjects?: ReadonlyMap<string, string>;
  /** The raw bytes, in order. */
  readonly raw: readonly Digest[];
  /** sha256 over the raw digests and the source's reading options. */
  readonly digest: string;
  /** For rows that come back from feedback: the datasets and the labels they were made of. */
  readonly origin?: LineageOrigin;
  /** For rows that come back from feedback: what each was made of, in order. */
  readonly rowOrigins?: readonly FeedbackOrigin[];
  batches(): AsyncIterable<LandedBatch>;
}

/** What besides raw bytes went into a dataset. */
export interface LineageOrigin {
  /** Versions of the datasets it grew from. */
  readonly parents: readonly string[];
  /** Ids of the labels that it holds, in order. */
  readonly labels: readonly string[];
}

/** A prediction or a label by its id and, where the log that it was read from told it, its position there. */
export interface LoggedReference {
  readonly id: string;
  readonly position?: string;
}

/** What a row that came back from feedback was made of: what was asked, and each label whose values it holds. */
export interface FeedbackOrigin {
  readonly prediction: LoggedReference;
  readonly labels: readonly LoggedReference[];
}
