import { open } from "node:fs/promises";
import { basename } from "node:path";
import { InvalidArgumentError, SourceError } from "../../core/index.js";

import { refuseOtherFormat } from "./refuse-other-format.js";
import { unreadable } from "./unreadable.js";

/** A file's path, bytes in memory, or a stream of bytes (a Node readable, a web stream, any async iterable). */
export type ByteInput = string | URL | Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes that can be read from an offset. */
export interface Bytes {
  /** The file's name, or a word for what it is. */
  readonly name: string;
  /** @throws {SourceError} it cannot be read, or is a stream that was read before. */
  read(offset: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** A look at its beginning, after which a stream can still be read. */
  peek(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

const pieceBytes = 1 << 18;

/** One way to read all kinds of input that are text. */
export function byteInput(place: string, input: ByteInput): Bytes {
  const { name, read, peek } = anyBytes(place, input);
  return {
    name,
    read: (offset, signal) =>
      offset === 0 ? refuseOtherFormat(place, name, read(offset, signal)) : read(offset, signal),
    peek: (signal) => refuseOtherFormat(place, name, peek(signal)),
  };
}

function anyBytes(place: string, input: ByteInput): Bytes {
  if (typeof input === "string" || input instanceof URL) {
    const name = basename(typeof input === "string" ? input : input.pathname);
    return anywhere(name, (offset, signal) => readFilePieces(place, input, offset, signal));
  }
  if (input instanceof Uint8Array) return anywhere("bytes", (offset, signal) => readPieces(input, offset, signal));
  if (typeof input === "object" && input !== null && Symbol.asyncIterator in input) return streamInput(place, input);
  throw new InvalidArgumentError(place, "a path, bytes or a stream of bytes", input);
}

function anywhere(name: string, read: Bytes["read"]): Bytes {
  return { name, read, peek: (signal) => read(0, signal) };
}

async function* readFilePieces(
  place: string,
  path: string | URL,
  offset: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const file = await open(path, "r").catch(unreadable(place, path));
  try {
    let position = offset;
    for (;;) {
      signal.throwIfAborted();
      const piece = file.read(new Uint8Array(pieceBytes), 0, pieceBytes, position);
      const { bytesRead, buffer } = await piece.catch(unreadable(place, path));
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
  let iterator: AsyncIterator<Uint8Array> | undefined;
  let consumed = false;
  const peeked: Uint8Array[] = [];

  async function pull(signal: AbortSignal): Promise<Uint8Array | undefined> {
    signal.throwIfAborted();
    iterator ??= stream[Symbol.asyncIterator]();
    const { done, value } = await iterator.next().catch(unreadable(place));
    signal.throwIfAborted();
    if (done) return undefined;
    if (!(value instanceof Uint8Array)) throw new InvalidArgumentError(place, "a stream of bytes (Uint8Array)", value);
    return value;
  }

  return {
    name: "stream",
    async *peek(signal) {
      for (let index = 0; ; index++) {
        const piece = peeked[index] ?? (await pull(signal));
        if (piece === undefined) return;
        peeked[index] = piece;
        yield piece;
      }
    },
    async *read(offset, signal) {
      if (consumed)
        throw new SourceError({
          place,
          message: "Expected a stream that was not read yet, got a consumed one: give a path or bytes",
        });
      consumed = true;
      let skip = offset;
      try {
        for (;;) {
          const piece = peeked.shift() ?? (await pull(signal));
          if (piece === undefined) return;
          if (piece.length > skip) yield* readPieces(piece, skip, signal);
          skip = Math.max(0, skip - piece.length);
        }
      } finally {
        await iterator?.return?.();
      }
    },
  };
}
