import { checkOptions, option, parseReference, readSegments } from "../../core/house.js";
import { InvalidArgumentError, type JsonObject, MissingError, type Store } from "../../core/index.js";
import type { LandedBatch } from "../../dataset/index.js";
import type { RawFormat } from "../../ports/index.js";
import { rowAt } from "../../schema/index.js";
import { builtInFormats } from "../built-in-formats.js";
import { readSegment } from "./landed-segment.js";

/** One raw row as it was read, before any trust. */
export interface RawRow {
  /** What it was read from, e.g. `flights.csv`. */
  readonly source: string;
  /** The run that landed it. */
  readonly run: string;
  /** Its values; undefined when it could not be read. */
  readonly row: Readonly<Record<string, unknown>> | undefined;
  /** Why it could not be read, and what stood there. */
  readonly unreadable?: { readonly reason: string; readonly raw: string };
}

/**
 * Reads the raw row behind a reference like `raw/flights@3#17`: from a dataset or a quarantined row back to the landed bytes.
 * @param options.formats Formats beyond the built-in ones. @default []
 * @throws {MissingError} no such row. @throws {ErasedError} its subject was erased.
 */
export async function readRawRow(
  store: Store,
  reference: string,
  options: { readonly formats?: readonly RawFormat[] } = {},
): Promise<RawRow> {
  checkOptions("ingestion", options, { formats: option.listOf(option.noun) });
  const parsed = parseReference(reference);
  if (parsed.kind !== "row")
    throw new InvalidArgumentError("ingestion", "a reference like `raw/flights@3#17`", reference);
  const { log, sequence, row } = parsed;
  for await (const { blob, rows, encoding, metadata } of readSegments(store, log, { from: sequence, to: sequence })) {
    const reading = metadata.reading as JsonObject;
    const segment = { sequence, blob, rows, format: encoding, reading };
    for await (const batch of readSegment(log, segment, store.blobs, [...(options.formats ?? []), ...builtInFormats]))
      if (row >= batch.firstRow && row < batch.firstRow + batch.length)
        return rawRow(batch, row - batch.firstRow, metadata);
  }
  throw new MissingError("ingestion", reference);
}

function rawRow(batch: LandedBatch, index: number, { source, run }: { readonly [fact: string]: unknown }): RawRow {
  const facts = { source: String(source), run: String(run) };
  const unreadable = batch.unreadable?.find((one) => one.row === index);
  if (unreadable !== undefined)
    return { ...facts, row: undefined, unreadable: { reason: unreadable.reason, raw: unreadable.raw } };
  return { ...facts, row: rowAt(batch, index) };
}
