import { readSegments } from "../../core/house.js";
import type { Digest, Store } from "../../core/index.js";

/** A chunk that has landed before. */
export interface LandedChunk {
  readonly sequence: number;
  readonly blob: Digest;
}

/** What a run had landed of a source when the log ended at `head`. */
export interface LandedChunks {
  /** By their number. */
  readonly chunks: ReadonlyMap<number, LandedChunk>;
  readonly head: number;
}

/** Finds what a run has landed before; of a log it reads only what is new since it was last asked. */
export interface LandingIndex {
  find(store: Store, log: string, run: string, source: string): Promise<LandedChunks>;
}

interface KnownLog {
  read: number;
  readonly runs: Map<string, Map<number, LandedChunk>>;
}

export function landingIndex(): LandingIndex {
  const known = new WeakMap<Store, KnownLog>();
  return {
    async find(store, log, run, source) {
      const index = known.get(store) ?? { read: 0, runs: new Map() };
      known.set(store, index);
      const { sequence } = await store.head(log);
      if (sequence > index.read)
        for await (const segment of readSegments(store, log, { from: index.read + 1, to: sequence })) {
          const key = JSON.stringify([segment.metadata.run, segment.metadata.source]);
          const chunks = index.runs.get(key) ?? new Map<number, LandedChunk>();
          index.runs.set(key, chunks);
          chunks.set(Number(segment.metadata.chunk), { sequence: segment.sequence, blob: segment.blob });
        }
      index.read = sequence;
      return { chunks: index.runs.get(JSON.stringify([run, source])) ?? new Map(), head: sequence };
    },
  };
}
