import type { RawChunk } from "../../ports/index.js";

/** Positions in the source's own text. */
export interface ChunkRange {
  readonly from: string;
  /** Where the first chunk ends: it was cut there before. Undefined: where the source cuts it. */
  readonly to: string | undefined;
}

export interface PositionedChunk {
  readonly chunk: RawChunk;
  /** The position after it. */
  readonly to: string;
}

/** Chunks of whole rows after a position, in order. Where they end is the source's choice, but for the first one when `to` is given. */
export type ReadChunks = (range: ChunkRange, signal: AbortSignal) => AsyncIterable<PositionedChunk>;
