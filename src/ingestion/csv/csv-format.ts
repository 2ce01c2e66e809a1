import type { JsonObject } from "../../core/index.js";
import type { UnreadableRow } from "../../ports/house.js";
import { excerpt, textColumnBuilder } from "../../ports/house.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";
import type { TextNotation } from "../../schema/index.js";
import { beginning, decodeText } from "../source/decode-text.js";
import type { CsvRecord } from "./csv-record.js";
import { type Dialect, lineBreakOf } from "./dialect.js";
import { parseCsv } from "./parse-csv.js";

/** What stands beside the bytes of a CSV chunk. */
export interface CsvReading extends Dialect {
  readonly columns: readonly string[];
  /** Words that mean a missing value. */
  readonly missing: readonly string[];
  /** The chunk begins with the header record. */
  readonly header: boolean;
  /** The chunk begins the input, so a byte order mark may stand first. */
  readonly first: boolean;
  readonly continued: boolean;
  readonly cut: boolean;
  /** The Encoding Standard's name; left out for utf-8. */
  readonly encoding?: string;
  /** As programs write, when it is left out. */
  readonly notation?: TextNotation;
  /** Bytes at the beginning that are left out. */
  readonly skip?: number;
}

/** Rows of a batch: enough to be fast, few enough to bound memory. */
const batchRows = 65_536;

/** Comma-separated values, RFC 4180. All columns are text. */
export const csvFormat: RawFormat = { id: "csv@1", decode: decodeCsv };

function* decodeCsv(bytes: Uint8Array, json: JsonObject): Generator<RawBatch> {
  const reading = json as JsonObject & CsvReading;
  const { columns, missing, encoding = "utf-8", skip = 0 } = reading;
  const { text, isDamaged } = decodeText(bytes.subarray(skip), encoding);
  const body = text.slice(beginning(text, reading, lineBreakOf(reading)));
  let header = reading.header;
  let firstRow = 0;
  let length = 0;
  const start = () => columns.map((name) => ({ name, builder: textColumnBuilder(missing) }));
  let builders = start();
  let unreadable: UnreadableRow[] = [];
  const finish = (): RawBatch => ({
    length,
    firstRow,
    textual: reading.notation ?? true,
    columns: Object.fromEntries(builders.map(({ name, builder }) => [name, builder.finish()])),
    ...(unreadable.length > 0 && { unreadable }),
  });
  for (const record of recordsOf(body, reading)) {
    if (header) {
      header = false;
      continue;
    }
    const stands = body.slice(record.start, record.end);
    const cut = reading.cut && record.end === body.length;
    const problem = cut
      ? "the record is longer than allowed"
      : problemOf(record, columns.length, isDamaged(stands) ? encoding : undefined);
    let field = 0;
    for (const { builder } of builders) builder.add(problem === undefined ? record.fields[field++] : undefined);
    if (problem !== undefined) unreadable.push({ row: length, reason: problem, raw: excerpt(stands) });
    if (++length < batchRows) continue;
    yield finish();
    firstRow += length;
    length = 0;
    builders = start();
    unreadable = [];
  }
  // Validation holds the columns of a header against the contract, although no row follows it.
  if (length > 0 || (reading.header && firstRow === 0)) yield finish();
}

/** The records; where the last one was cut, also if nothing but a line break's half is left of it. */
function* recordsOf(body: string, reading: CsvReading): Generator<CsvRecord> {
  let read = 0;
  for (const record of parseCsv(body, reading)) {
    yield record;
    read = record.end;
  }
  if (reading.cut && read < body.length) yield { fields: [], start: read, end: body.length };
}

function problemOf(record: CsvRecord, fields: number, damaged: string | undefined): string | undefined {
  if (record.problem !== undefined) return record.problem;
  if (record.fields.length !== fields) return `expected ${fields} fields, got ${record.fields.length}`;
  return damaged === undefined ? undefined : `the bytes are not ${damaged.toUpperCase()}`;
}
