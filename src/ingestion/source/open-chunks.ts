import { linkSignal } from "../../core/house.js";
import type { ChunkRange, PositionedChunk, PositionedSourceOptions } from "./positioned-source.js";

/** Chunks that stay open from one to the next, so that who reads on does not begin anew. */
export interface OpenChunks {
  /** The next chunk after a position; undefined at the end. @throws the signal's reason. */
  next(range: ChunkRange, signal: AbortSignal): Promise<PositionedChunk | undefined>;
  close(): Promise<void>;
}

interface Opened {
  readonly iterator: AsyncIterator<PositionedChunk>;
  readonly stop: AbortController;
  /** The position before the next chunk. */
  at: string;
}

export function openChunks(open: PositionedSourceOptions["chunks"]): OpenChunks {
  let opened: Opened | undefined;

  async function close(): Promise<void> {
    const last = opened;
    opened = undefined;
    await last?.iterator.return?.();
  }

  function begin(range: ChunkRange): Opened {
    const stop = new AbortController();
    return { iterator: open(range, stop.signal)[Symbol.asyncIterator](), stop, at: range.from };
  }

  /** What is opened lives longer than the signal of one reading. */
  async function take(from: Opened, signal: AbortSignal): Promise<PositionedChunk | undefined> {
    const link = linkSignal(signal);
    link.signal.addEventListener("abort", () => from.stop.abort(signal.reason), { once: true });
    try {
      const { done, value } = await from.iterator.next();
      signal.throwIfAborted();
      return done ? undefined : value;
    } finally {
      link.release();
    }
  }

  return {
    close,
    async next(range, signal) {
      signal.throwIfAborted();
      if (opened?.at !== range.from) await close();
      let current = opened ?? begin(range);
      const readsOn = current === opened;
      opened = current;
      try {
        let chunk = await take(current, signal);
        if (readsOn && range.to !== undefined && chunk?.to !== range.to) {
          // It goes on by its own size, and this chunk was once cut by another.
          await close();
          current = opened = begin(range);
          chunk = await take(current, signal);
        }
        if (chunk === undefined) await close();
        else current.at = chunk.to;
        return chunk;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
  };
}
