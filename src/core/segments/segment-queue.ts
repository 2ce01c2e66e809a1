import type { Clock } from "../clock.js";
import { ConflictError, GoldenPipelineError, StorageError } from "../errors/index.js";
import { isDigest } from "../reference.js";
import type { Digest, Store } from "../store.js";
import { appendStored, putLines } from "./append-segment.js";
import type { SegmentLine } from "./rows-by-subject.js";

/** Rows that wait to become the event of this sequence. */
export interface WaitingSegment {
  readonly sequence: number;
  readonly lines: readonly SegmentLine[];
  readonly bytes: number;
}

/** Segments on their way to the disk, one at a time and in order. One that the disk refuses stays, for another try. */
export interface SegmentQueue {
  add(segment: WaitingSegment): void;
  /** Resolves once everything added so far is durable; rejects with what went wrong. */
  drain(): Promise<void>;
  readonly rows: number;
  readonly bytes: number;
  /** What the newest try failed with; undefined when it did not. */
  readonly failure: unknown;
  /** True when no further try can help. */
  readonly broken: boolean;
}

export function createSegmentQueue(
  store: Store,
  log: string,
  options: { readonly clock: Clock; readonly subject?: string },
): SegmentQueue {
  /** Blobs that tries for the first waiting segment have stored. */
  const tried = new Set<Digest>();
  const waiting: WaitingSegment[] = [];
  let rows = 0;
  let bytes = 0;
  let failure: unknown;
  let broken = false;
  let writing: Promise<void> | undefined;

  async function writeFirst(segment: WaitingSegment): Promise<void> {
    try {
      await writeSegment(segment);
      failure = undefined;
      waiting.shift();
      tried.clear();
      rows -= segment.lines.length;
      bytes -= segment.bytes;
    } catch (error) {
      failure = error;
      // Errors of clients and systems below may pass; what this library refuses, it refuses again.
      broken = GoldenPipelineError.isInstance(error) && !StorageError.isInstance(error);
      throw error;
    } finally {
      writing = undefined;
    }
  }

  async function writeSegment({ sequence, lines }: WaitingSegment): Promise<void> {
    const stored = await putLines(store, lines, options.subject);
    tried.add(stored.blob);
    try {
      await appendStored(store, log, stored, { time: options.clock.now(), expect: sequence - 1 });
    } catch (error) {
      // An earlier try whose outcome was not known may have succeeded.
      if (!ConflictError.isInstance(error) || !(await stands(sequence))) throw error;
    }
  }

  async function stands(sequence: number): Promise<boolean> {
    for await (const { data } of store.read(log, { from: sequence, to: sequence }))
      if (typeof data === "object" && data !== null && "blob" in data && isDigest(data.blob) && tried.has(data.blob))
        return true;
    return false;
  }

  return {
    add(segment) {
      waiting.push(segment);
      rows += segment.lines.length;
      bytes += segment.bytes;
    },
    async drain() {
      const target = waiting.at(-1)?.sequence ?? 0;
      for (let first = waiting[0]; first !== undefined && first.sequence <= target; first = waiting[0]) {
        if (broken) throw failure;
        writing ??= writeFirst(first);
        await writing;
      }
    },
    get rows() {
      return rows;
    },
    get bytes() {
      return bytes;
    },
    get failure() {
      return failure;
    },
    get broken() {
      return broken;
    },
  };
}
