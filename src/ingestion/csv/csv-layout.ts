import { SourceError } from "../../core/index.js";
import type { Bytes } from "../source/byte-input.js";
import { decodeText } from "../source/decode-text.js";
import { type Encoding, encodingName, encodingOfText, markOf, unitAt } from "../source/encoding.js";
import { splitRecords } from "../source/split-records.js";
import { columnNames } from "./column-names.js";
import type { CsvOptions } from "./csv-options.js";
import { csvScanner } from "./csv-scanner.js";
import { type Dialect, lineBreakOf } from "./dialect.js";
import { inferDelimiter } from "./infer-delimiter.js";
import { parseCsv } from "./parse-csv.js";

/** What the beginning of a CSV input says about all of it. */
export interface CsvLayout {
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  /** Where its first record begins, in bytes: behind a byte order mark and the lines that are left out. */
  readonly begin: number;
  /** Where its rows begin: behind the header, if it has one. */
  readonly rows: number;
  readonly columns: readonly string[];
}

/** As much as is looked at to tell how a file is written. */
const sampleBytes = 1 << 16;
const lineFeed = 10;
const carriageReturn = 13;

/** @throws {SourceError} the beginning is not what the options say, or does not tell what they leave open. */
export async function readCsvLayout(
  place: string,
  name: string,
  bytes: Bytes,
  options: CsvOptions,
  signal: AbortSignal,
): Promise<CsvLayout> {
  const { quote = '"', comment, trim = false, skipLines = 0, header = true } = options;
  const { maximumRecordBytes = 1 << 20 } = options;
  const stated = options.encoding === undefined ? undefined : encodingName(place, options.encoding);
  const sample = await headOf(bytes, skipLines === 0 ? sampleBytes : sampleBytes + maximumRecordBytes, signal);
  const encoding = encodingOfText(place, name, stated, sample);
  const lineBreak = lineBreakIn(sample, encoding);
  const begin = afterLines(sample, markOf(sample)?.bytes ?? 0, skipLines, encoding, lineBreak);
  if (begin === undefined)
    throw new SourceError({
      place,
      message: `Expected ${JSON.stringify(name)} to go on after the ${skipLines} lines that \`skipLines\` leaves out, they were not all found in its first ${sample.length} bytes`,
    });
  const others: Omit<Dialect, "delimiter"> = {
    quote,
    ...(options.escape !== undefined && { escape: options.escape }),
    ...(comment !== undefined && { comment }),
    ...(trim && { trim }),
    ...(lineBreak === carriageReturn && { lineBreak: "\r" }),
  };
  const text = () => decodeText(sample.subarray(begin), encoding.name).text;
  const delimiter =
    options.delimiter === "infer"
      ? inferDelimiter(place, name, text(), others, sample.length < sampleBytes)
      : (options.delimiter ?? ",");
  const dialect: Dialect = { delimiter, ...others };
  if (Array.isArray(header)) return { encoding, dialect, begin, rows: begin, columns: header };
  const split = { scanner: csvScanner(dialect, encoding), chunkBytes: 1, maximumRecordBytes, encoding, lineBreak };
  for await (const record of splitRecords(bytes.peek(signal), { ...split, begin, offset: 0, continued: false })) {
    const from = Math.max(0, begin - record.end + record.bytes.length);
    const [first] = parseCsv(decodeText(record.bytes.subarray(from), encoding.name).text, dialect);
    if (first === undefined) continue;
    const columns = columnNames(place, first.fields, options);
    return { encoding, dialect, begin, rows: header ? record.end : begin, columns };
  }
  throw new SourceError({
    place,
    message: `Expected ${JSON.stringify(name)} to begin with ${header ? "a header that names its columns" : "a record"}, got ${sample.length === 0 ? "an empty file" : "blank lines only"}: a file without rows has its header; of one without a header, \`header: [...]\` names the columns`,
  });
}

async function headOf(bytes: Bytes, size: number, signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes.peek(signal)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= size) break;
  }
  return Buffer.concat(pieces).subarray(0, size);
}

/** Carriage returns end the lines of a file that has no line feeds. */
function lineBreakIn(sample: Uint8Array, encoding: Encoding): number {
  let found = lineFeed;
  for (let index = 0; index < sample.length; index += encoding.unit) {
    const unit = unitAt(sample, index, encoding);
    if (unit === lineFeed) return lineFeed;
    if (unit === carriageReturn) found = carriageReturn;
  }
  return found;
}

function afterLines(
  sample: Uint8Array,
  from: number,
  lines: number,
  encoding: Encoding,
  lineBreak: number,
): number | undefined {
  let left = lines;
  let index = from;
  for (; left > 0 && index < sample.length; index += encoding.unit)
    if (unitAt(sample, index, encoding) === lineBreak) left--;
  return left === 0 ? index : undefined;
}

/** What ends the records of a dialect, as a unit. */
export function lineBreakUnit(dialect: Dialect): number {
  return lineBreakOf(dialect) === "\r" ? carriageReturn : lineFeed;
}
