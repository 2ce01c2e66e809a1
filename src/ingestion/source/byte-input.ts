import { open } from "node:fs/promises";
import { basename } from "node:path";
import { InvalidArgumentError } from "../../core/index.js";
import { SourceError } from "./source-error.js";

/** A file's path, bytes in memory, or a stream of bytes (a Node readable, a web stream, any async iterable). */
export type ByteInput = string | URL | Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes that can be read from an offset. */
export interface Bytes {
  /** The file's name, or a word for what it is. */
  readonly name: string;
  /** Whether it can be read again and from any offset. A stream is read once, from its beginning. */
  readonly seekable: boolean;
  read(offset: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

const pieceBytes = 1 << 18;

/** One way to read all kinds of input. */
export function byteInput(place: string, input: ByteInput): Bytes {
  if (typeof input === "string" || input instanceof URL) {
    const name = basename(typeof input === "string" ? input : input.pathname);
    return { name, seekable: true, read: (offset, signal) => readFilePieces(input, offset, signal) };
  }
  if (input instanceof Uint8Array)
    return { name: "bytes", seekable: true, read: (offset, signal) => readPieces(input, offset, signal) };
  if (typeof input === "object" && input !== null && Symbol.asyncIterator in input) return streamInput(place, input);
  throw new InvalidArgumentError(place, "a path, bytes or a stream of bytes", input);
}

async function* readFilePieces(path: string | URL, offset: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const file = await open(path, "r");
  try {
    let position = offset;
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead, buffer } = await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* readPieces(bytes: Uint8Array, offset: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let start = offset; start < bytes.length; start += pieceBytes) {
    signal.throwIfAborted();
    yield bytes.subarray(start, start + pieceBytes);
  }
}

function streamInput(place: string, stream: AsyncIterable<Uint8Array>): Bytes {
  let consumed = false;
  return {
    name: "stream",
    seekable: false,
    async *read(_offset, signal) {
      if (consumed)
        throw new SourceError({
          place,
          message: "Expected a stream that was not read yet, got a consumed one: give a path or bytes",
        });
      consumed = true;
      for await (const piece of stream) {
        signal.throwIfAborted();
        if (!(piece instanceof Uint8Array))
          throw new InvalidArgumentError(place, "a stream of bytes (Uint8Array)", piece);
        yield* readPieces(piece, 0, signal);
      }
    },
  };
}
