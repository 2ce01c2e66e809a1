import type { CommittedPosition } from "./committed-position.js";
import type { RawFormat } from "./raw-format.js";
import type { PositionedSource, RawChunk, RawSource } from "./raw-source.js";

/** What a source knows how to do: give its chunks after a position (undefined: from its beginning). */
export interface ChunkReader {
  readonly name: string;
  readonly format: RawFormat;
  readonly committed: CommittedPosition;
  read(
    from: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<{ readonly chunk: RawChunk; readonly position: string }>;
}

/** A source from a reader of chunks: as a whole for `ingest`, chunk by chunk for `runner.each`. */
export function positionedSource(reader: ChunkReader): PositionedSource {
  const { name, format, committed } = reader;
  return {
    kind: "raw-source",
    name,
    format,
    async *chunks(signal) {
      for await (const { chunk } of reader.read(undefined, signal)) yield chunk;
    },
    async *read(from, signal) {
      signal.throwIfAborted();
      for await (const { chunk, position } of reader.read(from ?? (await committed.load()), signal)) {
        signal.throwIfAborted();
        yield { batch: oneChunk(name, format, chunk), position };
      }
    },
    commit: (position) => committed.save(position),
  };
}

function oneChunk(name: string, format: RawFormat, chunk: RawChunk): RawSource {
  return {
    kind: "raw-source",
    name,
    format,
    async *chunks() {
      yield chunk;
    },
  };
}
