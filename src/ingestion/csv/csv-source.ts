import { InvalidArgumentError } from "../../core/index.js";
import { type ByteInput, byteInput } from "../source/byte-input.js";
import { formatBytePosition, parseBytePosition } from "../source/byte-position.js";
import { positionedSource } from "../source/positioned-source.js";
import type { PositionedSource } from "../source/raw-source.js";
import { type ByteSourceOptions, committedPosition, countOption } from "../source/source-options.js";
import { splitRecords } from "../source/split-records.js";
import { csvFormat } from "./csv-format.js";
import { csvScanner } from "./csv-scanner.js";
import { readHeader } from "./read-header.js";

export interface CsvOptions extends ByteSourceOptions {
  /** One ASCII character. @default "," */
  readonly delimiter?: string;
  /** One ASCII character. @default '"' */
  readonly quote?: string;
  /** True: the first record names the columns. Names: the file has no header. @default true */
  readonly header?: true | readonly string[];
  /** Words that mean a missing value, in quotes or not. @default [""] */
  readonly missing?: readonly string[];
  /** A longer record is quarantined, so that an unclosed quote cannot swallow a file. @default 1048576 (1 MiB) */
  readonly maximumRecordBytes?: number;
}

/**
 * Comma-separated values (RFC 4180), read as a stream; bytes land exactly as they are. All columns are text until validation, which
 * reads plain numbers, ISO dates and true/false where the contract asks for them, so that no digit is lost on the way. Ragged records
 * and unclosed quotes become quarantined rows. Blank lines are no rows.
 * @param input A path, bytes or a stream of bytes.
 */
export function csvSource(input: ByteInput, options: CsvOptions = {}): PositionedSource {
  const place = "csv";
  const bytes = byteInput(place, input);
  const { name = bytes.name, delimiter = ",", quote = '"', header = true, missing = [""] } = options;
  const delimiterByte = asciiByte(place, "delimiter", delimiter);
  const quoteByte = asciiByte(place, "quote", quote);
  if (delimiter === quote) throw new InvalidArgumentError(place, "`quote` to differ from `delimiter`", quote);
  if (header !== true && header.length === 0)
    throw new InvalidArgumentError(place, "`header` to be true or the columns' names", header);
  const chunkBytes = countOption(place, "chunkBytes", options.chunkBytes, 4 << 20);
  const maximumRecordBytes = countOption(place, "maximumRecordBytes", options.maximumRecordBytes, 1 << 20);
  const split = () => ({ scanner: csvScanner(delimiterByte, quoteByte), chunkBytes, maximumRecordBytes });
  let columns = header === true ? undefined : header;

  async function readFirstRecord(signal: AbortSignal): Promise<readonly string[] | undefined> {
    const start = { ...split(), chunkBytes: 1, offset: 0, continued: false };
    for await (const chunk of splitRecords(bytes.read(0, signal), start)) {
      const names = readHeader(chunk.bytes, delimiter, quote);
      if (names !== undefined) return names;
    }
    return undefined;
  }

  return positionedSource({
    name,
    format: csvFormat,
    committed: committedPosition(options.positionFile),
    async *read(from, signal) {
      const resumed = parseBytePosition(place, from);
      if (resumed.offset > 0 && columns === undefined && bytes.seekable) columns = await readFirstRecord(signal);
      const { offset, continued } = bytes.seekable ? resumed : { offset: 0, continued: false };
      let first = offset === 0;
      let headed = header !== true || !first;
      for await (const chunk of splitRecords(bytes.read(offset, signal), { ...split(), offset, continued })) {
        columns ??= readHeader(chunk.bytes, delimiter, quote);
        const begins = !headed && columns !== undefined;
        const { cut } = chunk;
        const flags = { header: begins, first, continued: chunk.continued, cut };
        const rows = Math.max(0, chunk.records - (begins ? 1 : 0));
        first = false;
        headed ||= begins;
        if (chunk.end <= resumed.offset) continue;
        const reading = { columns: columns ?? [], delimiter, quote, missing, ...flags };
        const position = formatBytePosition({ offset: chunk.end, continued: cut });
        yield { chunk: { bytes: chunk.bytes, rows, reading }, position };
      }
    },
  });
}

function asciiByte(place: string, name: string, character: string): number {
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code > 127 || character === "\n" || character === "\r")
    throw new InvalidArgumentError(place, `\`${name}\` to be one ASCII character`, character);
  return code;
}
