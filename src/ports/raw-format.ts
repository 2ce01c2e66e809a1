import type { JsonObject } from "../core/index.js";
import type { Batch, TextNotation } from "../schema/index.js";

/** How raw bytes become untrusted columns. It must read its own old bytes for ever: a changed format gets a new id. */
export interface RawFormat {
  /** Name and version, e.g. `csv@1`. */
  readonly id: string;
  /** Reads one chunk. Rows that cannot be read are reported, never thrown and never skipped. */
  decode(bytes: Uint8Array, reading: JsonObject): Iterable<RawBatch> | AsyncIterable<RawBatch>;
}

/** Columns as the source gave them. */
export interface RawBatch extends Batch {
  /** The first row's index in its chunk. */
  readonly firstRow: number;
  /** True when the format knows only text (CSV): then the text of a number may be read as a number, in the notation if one is given. */
  readonly textual?: boolean | TextNotation;
  /** Rows of this batch that could not be read; all their columns are missing. */
  readonly unreadable?: readonly UnreadableRow[];
}

export interface UnreadableRow {
  /** Its index in the batch. */
  readonly row: number;
  readonly reason: string;
  /** What stood there; the beginning of it, when it is long. */
  readonly raw: string;
}
