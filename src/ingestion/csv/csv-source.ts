import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, SourceError } from "../../core/index.js";
import type { PositionedSource } from "../../ports/index.js";
import { type ByteInput, byteInput } from "../source/byte-input.js";
import { formatBytePosition, parseBytePosition } from "../source/byte-position.js";
import { positionedSource } from "../source/positioned-source.js";
import { type ByteSourceOptions, byteSourceRules } from "../source/source-options.js";
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

const rules: OptionRules<CsvOptions> = {
  ...byteSourceRules,
  delimiter: option.text,
  quote: option.text,
  header: option.either(option.oneOf(true), option.listOf(option.anything)),
  missing: option.listOf(option.anything),
  maximumRecordBytes: option.count,
};

/**
 * Comma-separated values (RFC 4180), read as a stream; bytes land exactly as they are. All columns are text until validation, which
 * reads plain numbers, ISO dates and true/false where the contract asks for them, so that no character is lost on the way: `007` stays so in a text column. Ragged records
 * and unclosed quotes become quarantined rows. Blank lines are no rows.
 * @param input A path, bytes or a stream of bytes.
 */
export function csvSource(input: ByteInput, options: CsvOptions = {}): PositionedSource {
  const place = "csv";
  checkOptions(place, options, rules);
  const bytes = byteInput(place, input);
  const { name = bytes.name, delimiter = ",", quote = '"', header = true, missing = [""] } = options;
  const delimiterByte = asciiByte(place, "delimiter", delimiter);
  const quoteByte = asciiByte(place, "quote", quote);
  if (delimiter === quote) throw new InvalidArgumentError(place, "`quote` to differ from `delimiter`", quote);
  if (header !== true && header.length === 0)
    throw new InvalidArgumentError(place, "`header` to be true or the columns' names", header);
  const { chunkBytes = 4 << 20, maximumRecordBytes = 1 << 20 } = options;
  const split = () => ({ scanner: csvScanner(delimiterByte, quoteByte), chunkBytes, maximumRecordBytes });
  let columns = header === true ? undefined : header;
  /** Where the rows begin, once that is known. */
  let headerEnd = header === true ? undefined : 0;

  async function findHeader(signal: AbortSignal): Promise<void> {
    const start = { ...split(), chunkBytes: 1, offset: 0, continued: false };
    for await (const chunk of splitRecords(bytes.peek(signal), start)) {
      columns = readHeader(chunk.bytes, delimiter, quote);
      headerEnd = chunk.end;
      if (columns !== undefined) return;
    }
  }

  return positionedSource({
    name,
    format: csvFormat,
    ...(options.positionFile !== undefined && { positionFile: options.positionFile }),
    async *chunks({ from, to }, signal) {
      const { offset, continued } = parseBytePosition(place, from);
      const firstEnd = to === undefined ? undefined : parseBytePosition(place, to);
      if (offset > 0 && headerEnd === undefined) await findHeader(signal);
      let first = offset === 0;
      let headed = header !== true || (headerEnd !== undefined && offset >= headerEnd);
      const splitting = { ...split(), offset, continued, firstEnd };
      for await (const chunk of splitRecords(bytes.read(offset, signal), splitting)) {
        columns ??= readHeader(chunk.bytes, delimiter, quote);
        const begins = !headed && columns !== undefined && chunk.records > 0;
        const { cut } = chunk;
        const flags = { header: begins, first, continued: chunk.continued, cut };
        first = false;
        headed ||= begins;
        const reading = { columns: columns ?? [], delimiter, quote, missing, ...flags };
        const rows = Math.max(0, chunk.records - (begins ? 1 : 0));
        yield {
          chunk: { bytes: chunk.bytes, rows, reading },
          to: formatBytePosition({ offset: chunk.end, continued: cut }),
        };
      }
      if (header === true && columns === undefined)
        throw new SourceError({
          place,
          message: `Expected ${JSON.stringify(name)} to begin with a header that names its columns, got ${first ? "an empty file" : "blank lines only"}: a file without rows has its header; of one without a header, \`header: [...]\` names the columns`,
        });
    },
  });
}

function asciiByte(place: string, name: string, character: string): number {
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code > 127 || character === "\n" || character === "\r")
    throw new InvalidArgumentError(place, `\`${name}\` to be one ASCII character`, character);
  return code;
}
