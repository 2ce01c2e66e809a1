import type { BatchRange } from "../../core/house.js";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Partition, PositionedBatch } from "../../core/index.js";
import type { PositionedSource, RawChunk, RawFormat, RawSource } from "../../ports/index.js";
import { filePosition, memoryPosition } from "./committed-position.js";
import { openChunks } from "./open-chunks.js";
import type { ReadChunks } from "./positioned-chunk.js";

export interface PositionedSourceOptions {
  /** Stands in lineage and in run ids. */
  readonly name: string;
  readonly format: RawFormat;
  /** The position before the first chunk. @default "0" */
  readonly beginning?: string;
  /** The file that remembers the committed position across processes. @default remembered for as long as the process lives */
  readonly positionFile?: string;
  readonly chunks: ReadChunks;
}

const rules: OptionRules<PositionedSourceOptions> = {
  name: option.required(option.text),
  format: option.required(option.noun),
  beginning: option.text,
  positionFile: option.text,
  chunks: option.required(option.callback),
};

/**
 * A source of one partition, `0`, from a function that gives its chunks: as a whole for `ingest`, chunk by chunk for `runner.each`.
 * It belongs to whoever reads it: nobody revokes it.
 */
export function positionedSource(options: PositionedSourceOptions): PositionedSource {
  checkOptions("source", options, rules);
  const { name, format, positionFile, beginning = "0" } = options;
  const position = positionFile === undefined ? memoryPosition() : filePosition(positionFile);

  function partition(): Partition<RawSource> {
    const chunks = openChunks(options.chunks);
    return {
      id: "0",
      signal: new AbortController().signal,
      committed: () => position.load(),
      async read({ from = beginning, to, signal }: BatchRange): Promise<PositionedBatch<RawSource> | undefined> {
        const next = await chunks.next({ from, to }, signal);
        return next && { batch: oneChunk(name, format, next.chunk), from, to: next.to };
      },
      commit: (to) => position.save(to),
      release: () => chunks.close(),
    };
  }

  return {
    kind: "raw-source",
    specificationVersion: "v1",
    name,
    format,
    async *chunks(signal) {
      for await (const { chunk } of options.chunks({ from: beginning, to: undefined }, signal)) yield chunk;
    },
    async *partitions(signal) {
      signal.throwIfAborted();
      yield partition();
    },
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
