import type { JsonObject, Source } from "../core/index.js";
import type { RawFormat } from "./raw-format.js";

/** Where raw bytes come from and which format reads them. What `ingest` takes. */
export interface RawSource {
  readonly kind: "raw-source";
  /** Stands in lineage, e.g. `flights-3m.parquet`. */
  readonly name: string;
  readonly format: RawFormat;
  /** All bytes in order, in chunks that each hold whole rows; their concatenation is the input, byte for byte. */
  chunks(signal: AbortSignal): AsyncIterable<RawChunk>;
}

/** A run of raw bytes that its format can read without the others. */
export interface RawChunk {
  readonly bytes: Uint8Array;
  /** How many rows it holds, unreadable ones included. */
  readonly rows: number;
  /** What the format needs to read it, as plain JSON that is stored beside the bytes. */
  readonly reading: JsonObject;
}

/** A raw source that can also be consumed chunk by chunk with committed positions, by `runner.each(stage, source)`. */
export interface PositionedSource extends RawSource, Source<RawSource> {}
