import { checkArguments, checkOptions, option } from "../core/house.js";
import { defineStage, InvalidArgumentError, type Stage } from "../core/index.js";
import type { Landed } from "../dataset/index.js";
import type { RawFormat, RawSource } from "../ports/index.js";
import type { Contract } from "../schema/index.js";
import { builtInFormats } from "./built-in-formats.js";
import { landChunks } from "./landed/land-chunks.js";
import { landedCodec } from "./landed/landed-codec.js";
import { landingIndex } from "./landed/landing-index.js";
import { makeLanded } from "./landed/make-landed.js";
import { rowsSource } from "./rows/rows-source.js";

export interface IngestOptions {
  /** Seals the raw bytes, and what validation keeps of them, with this subject's or tenant's key: `store.erase(subject)` forgets them. */
  readonly subject?: string;
  /** Formats beyond CSV, JSON lines, rows and Parquet, for reading landed bytes back in a resumed run. @default [] */
  readonly formats?: readonly RawFormat[];
}

/** What can be ingested: a source, or rows that are objects. */
export type Ingestible = RawSource | AsyncIterable<unknown> | Iterable<unknown>;

/**
 * Lands raw data byte for byte before anything reads it: each chunk of the source as one blob and one event in the log
 * `raw/<contract>`. What has landed is not yet trusted; only `validate` makes a dataset of it. A run that is resumed lands nothing twice.
 *
 * @throws {SourceError} the source as a whole cannot be read. Bad rows are never thrown.
 * @example
 * pipeline("flights", ingest(flights)).pipe(validate())
 */
export function ingest<Row, Label extends string = never>(
  contract: Contract<Row, Label>,
  options: IngestOptions = {},
): Stage<Ingestible, Landed<Row, Label>> {
  checkArguments("ingest", { contract }, { contract: option.contract });
  checkOptions("ingest", options, { subject: option.text, formats: option.listOf(option.noun) });
  const { subject, formats = [] } = options;
  const index = landingIndex();
  const known = [...formats, ...builtInFormats];
  return defineStage<Ingestible, Landed<Row, Label>>({
    id: "ingest",
    version: "1.0.0",
    params: { contract: contract.fingerprint, formats: known.map(({ id }) => id), sealed: subject !== undefined },
    codec: landedCodec(contract, known),
    async run(input, context) {
      const source = toSource(input);
      const log = `raw/${contract.name}`;
      const segments = await landChunks(source, { log, subject, index, context });
      const manifest = { source: source.name, log, segments, ...(subject !== undefined && { subject }) };
      return makeLanded(contract, manifest, context.store.blobs, [source.format, ...known]);
    },
  });
}

function toSource(input: Ingestible): RawSource {
  if (typeof input === "object" && input !== null) {
    if ("kind" in input && input.kind === "raw-source") return input;
    if (Symbol.iterator in input || Symbol.asyncIterator in input) return rowsSource("rows", input);
  }
  throw new InvalidArgumentError("ingest", "a source (e.g. `csvSource(path)`) or an iterable of rows", input);
}
