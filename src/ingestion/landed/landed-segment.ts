import { type Digest, type JsonObject, MissingError, type StoreBlobs } from "../../core/index.js";
import type { LandedBatch } from "../../dataset/index.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";

/** One landed chunk: where its bytes stand and how they are read. Plain JSON. */
export interface LandedSegment {
  /** The event in log `raw/<contract>` that tells of it. */
  readonly sequence: number;
  readonly blob: Digest;
  readonly rows: number;
  /** The id of the format, e.g. `csv@1`. */
  readonly format: string;
  readonly reading: JsonObject;
}

/** A landed batch with what only its source knows: rows that could not be read, and whether all it has is text. */
export type ReadBatch = LandedBatch & RawBatch;

/** Reads a landed chunk back from its blob. @throws {MissingError} no such format was given. */
export async function* readSegment(
  log: string,
  segment: LandedSegment,
  blobs: StoreBlobs,
  formats: readonly RawFormat[],
): AsyncGenerator<ReadBatch> {
  const format = formats.find(({ id }) => id === segment.format);
  if (format === undefined)
    throw new MissingError("ingestion", `format ${segment.format}`, "Give it as one of `formats`");
  const bytes = await blobs.get(segment.blob);
  const position = { kind: "event", log, sequence: segment.sequence } as const;
  for await (const batch of format.decode(bytes, segment.reading)) yield { ...batch, position };
}
