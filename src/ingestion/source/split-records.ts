import { SourceError } from "../../core/index.js";
import type { BytePosition } from "./byte-position.js";
import { type Encoding, markOf, unitAt, utf8 } from "./encoding.js";

/** Finds where records end. Keeps its state between calls, so that a record may span several pieces. */
export interface RecordScanner {
  /** The index after the end of the record that goes on at `from`, which may be before it; -1 when it does not end before `to`. */
  end(bytes: Uint8Array, from: number, to: number): number;
  /** Where the record ends that goes on, when nothing more is looked at; -1 when it is all of it. */
  endSoFar(): number;
  /** Whether what stands from `start` to `end` is a record: no blank line. */
  isRecord(bytes: Uint8Array, start: number, end: number): boolean;
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
  /** Where the first record begins in the input. @default after a byte order mark */
  readonly begin?: number | undefined;
  /** @default UTF-8 */
  readonly encoding?: Encoding;
  /** What ends a line, as a unit of the encoding. @default that of a line feed */
  readonly lineBreak?: number;
}

const lineFeed = 10;
const carriageReturn = 13;
const longestMark = 3;

/** Cuts a stream of bytes into chunks of whole records, holding at most one chunk and one record. */
export async function* splitRecords(
  pieces: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<RecordChunk> {
  const { scanner, chunkBytes, firstEnd, encoding = utf8, lineBreak = lineFeed } = options;
  const { unit } = encoding;
  const whole = (bytes: number) => bytes - (bytes % unit);
  const maximumRecordBytes = Math.max(unit, whole(options.maximumRecordBytes));
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

  const nextEnd = (to: number): number =>
    skipping ? endOfLine(buffer, scanned, to, encoding, lineBreak) : scanner.end(buffer, scanned, to);

  const pass = (ends: number): void => {
    if (!skipping && scanner.isRecord(buffer, recordStart, ends)) records++;
    skipping = false;
    recordStart = scanned = ends;
  };

  /** Ends the record that goes on where it has an end, though it was thought to go on behind it. */
  const passSoFar = (): boolean => {
    const ends = skipping ? -1 : scanner.endSoFar();
    scanner.reset();
    if (ends >= 0) pass(ends);
    return ends >= 0;
  };

  function* drain(): Generator<RecordChunk> {
    for (;;) {
      const limit = Math.min(whole(length), recordStart + maximumRecordBytes);
      const ends = nextEnd(limit);
      if (ends >= 0) {
        pass(ends);
        if (ends >= chunkBytes) yield take(ends, false);
      } else if (limit < recordStart + maximumRecordBytes) {
        scanned = limit;
        return;
      } else if (passSoFar()) {
        // The chunk ends with it, so that whoever reads the chunk sees no more of it either.
        yield take(recordStart, false);
      } else {
        if (!skipping) records++;
        skipping = true;
        yield take(limit, true);
      }
    }
  }

  /** The chunk that was cut before, once all of it is there. */
  function* takeFirst(size: number, cut: boolean): Generator<RecordChunk> {
    while (scanned < size) {
      const ends = nextEnd(size);
      if (ends >= 0) pass(ends);
      else if (!passSoFar()) break;
    }
    if (!skipping && (cut || scanner.isRecord(buffer, recordStart, size))) records++;
    skipping = cut;
    scanner.reset();
    yield take(size, cut);
  }

  let leading = options.begin === undefined ? undefined : Math.max(0, options.begin - options.offset);
  if (options.offset > 0) leading ??= 0;
  let begun = leading === 0;
  const begin = () => {
    leading ??= markOf(buffer.subarray(0, length))?.bytes ?? 0;
    begun = length >= leading;
    if (begun) recordStart = scanned = leading;
  };

  for await (const piece of pieces) {
    if (length + piece.length > buffer.length) {
      const grown = new Uint8Array(2 * (length + piece.length));
      grown.set(buffer.subarray(0, length));
      buffer = grown;
    }
    buffer.set(piece, length);
    length += piece.length;
    if (!begun && length >= (leading ?? longestMark)) begin();
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
  if (!begun) begin();
  do yield* drain();
  while (length > 0 && passSoFar());
  if (length === 0) return;
  if (length > recordStart && !skipping && scanner.isRecord(buffer, recordStart, length)) records++;
  yield take(length, false);
}

function endOfLine(bytes: Uint8Array, from: number, to: number, encoding: Encoding, lineBreak: number): number {
  if (encoding.unit === 1) {
    const found = bytes.subarray(from, to).indexOf(lineBreak);
    return found < 0 ? -1 : from + found + 1;
  }
  for (let index = from; index < to; index += 2) if (unitAt(bytes, index, encoding) === lineBreak) return index + 2;
  return -1;
}

/** Nothing but line breaks. */
export function isBlank(bytes: Uint8Array, start: number, end: number, encoding = utf8): boolean {
  for (let index = start; index < end; index += encoding.unit) {
    const unit = unitAt(bytes, index, encoding);
    if (unit !== lineFeed && unit !== carriageReturn) return false;
  }
  return true;
}

/** Records that are lines of UTF-8. */
export function lineScanner(): RecordScanner {
  return {
    end: (bytes, from, to) => endOfLine(bytes, from, to, utf8, lineFeed),
    endSoFar: () => -1,
    isRecord: (bytes, start, end) => !isBlank(bytes, start, end),
    reset: () => {},
  };
}
