import type { RawFormat } from "./raw-format.js";
import type { RawChunk, RawSource } from "./raw-source.js";

/** Bytes that are at hand as a raw source: a batch of a stream. */
export function oneChunkSource(name: string, format: RawFormat, chunk: RawChunk): RawSource {
  return {
    kind: "raw-source",
    name,
    format,
    async *chunks() {
      yield chunk;
    },
  };
}
