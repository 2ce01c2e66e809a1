import type { Clock } from "../clock.js";
import { ConflictError, StorageError } from "../errors/index.js";
import type { Store } from "../store.js";
import { appendSegmentBytes } from "./append-segment.js";

/** Rows that wait to become the event of this sequence. */
export interface WaitingSegment {
  readonly sequence: number;
  /** Each with its line end. */
  readonly lines: readonly string[];
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
  const seal = options.subject === undefined ? {} : { subject: options.subject };
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
      rows -= segment.lines.length;
      bytes -= segment.bytes;
    } catch (error) {
      failure = error;
      broken = !StorageError.isInstance(error);
      throw error;
    } finally {
      writing = undefined;
    }
  }

  async function writeSegment({ sequence, lines }: WaitingSegment): Promise<void> {
    const content = new TextEncoder().encode(lines.join(""));
    const segment = { bytes: content, rows: lines.length, encoding: "jsonl@1" };
    try {
      const time = options.clock.now();
      await appendSegmentBytes(store, log, segment, { time, expect: sequence - 1, ...seal });
    } catch (error) {
      // An earlier try whose outcome was not known may have succeeded.
      if (!ConflictError.isInstance(error) || !(await stands(sequence, content))) throw error;
    }
  }

  async function stands(sequence: number, content: Uint8Array): Promise<boolean> {
    const blob = await store.blobs.put(content, seal);
    for await (const { data } of store.read(log, { from: sequence, to: sequence }))
      if (typeof data === "object" && data !== null && "blob" in data && data.blob === blob) return true;
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
