import { SourceError } from "../../core/index.js";
import type { BytePosition } from "./byte-position.js";

/** Finds where records end. Keeps its state between calls, so that a record may span several pieces. */
export interface RecordScanner {
  /** The index after the end of the record that goes on at `from`; -1 when it does not end before `to`. */
  end(bytes: Uint8Array, from: number, to: number): number;
  /** Forgets the record that was under way. */
  reset(): void;
}

/** A run of whole records. Where it is cut depends on the bytes alone, not on how they arrived. */
export interface RecordChunk {
  readonly bytes: Uint8Array;
  /** Records that begin in it; blank lines are none. */
  readonly records: number;
  /** Offset after it. */
  readonly end: number;
  /** It begins in the middle of a record that was too long: up to its first line break it belongs to the chunk before. */
  readonly continued: boolean;
  /** Its last record is too long and goes on in the next chunk. */
  readonly cut: boolean;
}

export interface SplitOptions {
  readonly scanner: RecordScanner;
  /** A chunk ends with the first record that ends at or after this many bytes. */
  readonly chunkBytes: number;
  /** A record is cut after this many bytes, so that memory stays bounded. */
  readonly maximumRecordBytes: number;
  /** Where the bytes begin in the input. */
  readonly offset: number;
  /** Whether they begin in the middle of a record that was too long. */
  readonly continued: boolean;
  /** Where the first chunk ends, whatever its size: it was cut there before. */
  readonly firstEnd?: BytePosition | undefined;
}

const lineFeed = 10;
const carriageReturn = 13;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Cuts a stream of bytes into chunks of whole records, holding at most one chunk and one record. */
export async function* splitRecords(
  pieces: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<RecordChunk> {
  const { scanner, chunkBytes, maximumRecordBytes, firstEnd } = options;
  let buffer = new Uint8Array(chunkBytes + (1 << 18));
  let length = 0;
  let recordStart = 0;
  let scanned = 0;
  let records = 0;
  let end = options.offset;
  let continued = options.continued;
  let skipping = options.continued;
  let firstSize = firstEnd && firstEnd.offset - options.offset;

  const take = (size: number, cut: boolean): RecordChunk => {
    end += size;
    const chunk = { bytes: buffer.slice(0, size), records, end, continued, cut };
    buffer.copyWithin(0, size, length);
    length -= size;
    recordStart = scanned = records = 0;
    continued = cut;
    return chunk;
  };

  function* drain(): Generator<RecordChunk> {
    for (;;) {
      const limit = Math.min(length, recordStart + maximumRecordBytes);
      const ends = skipping ? endOfLine(buffer, scanned, limit) : scanner.end(buffer, scanned, limit);
      if (ends >= 0) {
        if (!skipping && !isBlank(buffer, recordStart, ends)) records++;
        skipping = false;
        recordStart = scanned = ends;
        if (ends >= chunkBytes) yield take(ends, false);
      } else if (limit < recordStart + maximumRecordBytes) {
        scanned = limit;
        return;
      } else {
        if (!skipping) records++;
        skipping = true;
        scanner.reset();
        yield take(limit, true);
      }
    }
  }

  /** The chunk that was cut before, once all of it is there. */
  function* takeFirst(size: number, cut: boolean): Generator<RecordChunk> {
    while (scanned < size) {
      const ends = skipping ? endOfLine(buffer, scanned, size) : scanner.end(buffer, scanned, size);
      if (ends < 0) break;
      if (!skipping && !isBlank(buffer, recordStart, ends)) records++;
      skipping = false;
      recordStart = scanned = ends;
    }
    if (!skipping && (cut || !isBlank(buffer, recordStart, size))) records++;
    skipping = cut;
    scanner.reset();
    yield take(size, cut);
  }

  let begun = options.offset > 0;
  const begin = () => {
    begun = true;
    if (byteOrderMark.every((byte, index) => buffer[index] === byte)) recordStart = scanned = byteOrderMark.length;
  };

  for await (const piece of pieces) {
    if (length + piece.length > buffer.length) {
      const grown = new Uint8Array(2 * (length + piece.length));
      grown.set(buffer.subarray(0, length));
      buffer = grown;
    }
    buffer.set(piece, length);
    length += piece.length;
    if (!begun && length >= byteOrderMark.length) begin();
    if (firstSize !== undefined && length >= firstSize) {
      yield* takeFirst(firstSize, firstEnd?.continued === true);
      firstSize = undefined;
    }
    if (begun && firstSize === undefined) yield* drain();
  }
  if (firstSize !== undefined)
    throw new SourceError({
      place: "source",
      message: `Expected ${firstSize} bytes after position ${options.offset}, which were there when they were first read, got ${length}`,
    });
  if (!begun) yield* drain();
  if (length === 0) return;
  if (length > recordStart && !skipping && !isBlank(buffer, recordStart, length)) records++;
  yield take(length, false);
}

function endOfLine(bytes: Uint8Array, from: number, to: number): number {
  const found = bytes.subarray(from, to).indexOf(lineFeed);
  return found < 0 ? -1 : from + found + 1;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++)
    if (bytes[index] !== lineFeed && bytes[index] !== carriageReturn) return false;
  return true;
}

/** Records that are lines. */
export function lineScanner(): RecordScanner {
  return { end: endOfLine, reset: () => {} };
}
