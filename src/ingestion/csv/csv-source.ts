import type { JsonObject } from "../../core/index.js";
import type { PositionedSource } from "../../ports/index.js";
import { type ByteInput, byteInput } from "../source/byte-input.js";
import { formatBytePosition, parseBytePosition } from "../source/byte-position.js";
import { positionedSource } from "../source/positioned-source.js";
import { splitRecords } from "../source/split-records.js";
import { csvFormat } from "./csv-format.js";
import { type CsvLayout, lineBreakUnit, readCsvLayout } from "./csv-layout.js";
import { type CsvOptions, checkCsvOptions } from "./csv-options.js";
import { csvScanner } from "./csv-scanner.js";

/**
 * Comma-separated values (RFC 4180), read as a stream; bytes land exactly as they are. All columns are text until validation, which
 * reads plain numbers, ISO dates and true/false where the contract asks for them, so that no character is lost on the way: `007` stays so in a text column. Ragged records
 * and records with broken quotes become quarantined rows, and cost no other. Blank lines are no rows.
 * @param input A path, bytes or a stream of bytes.
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function csvSource(input: ByteInput, options: CsvOptions = {}): PositionedSource {
  const place = "csv";
  checkCsvOptions(place, options);
  const bytes = byteInput(place, input);
  const { name = bytes.name, missing = [""], chunkBytes = 4 << 20, maximumRecordBytes = 1 << 20 } = options;
  let known: CsvLayout | undefined;

  return positionedSource({
    name,
    format: csvFormat,
    ...(options.positionFile !== undefined && { positionFile: options.positionFile }),
    async *chunks({ from, to }, signal) {
      const { offset, continued } = parseBytePosition(place, from);
      const firstEnd = to === undefined ? undefined : parseBytePosition(place, to);
      known ??= await readCsvLayout(place, name, bytes, options, signal);
      const { encoding, dialect, begin, rows: rowsBegin, columns } = known;
      const split = { scanner: csvScanner(dialect, encoding), encoding, lineBreak: lineBreakUnit(dialect) };
      const limits = { chunkBytes, maximumRecordBytes, offset, continued, firstEnd, begin };
      let first = offset === 0;
      let headed = rowsBegin <= Math.max(offset, begin);
      for await (const chunk of splitRecords(bytes.read(offset, signal), { ...split, ...limits })) {
        const header = !headed && chunk.end >= rowsBegin;
        headed ||= header;
        const reading: JsonObject = {
          ...{ columns, ...dialect, missing, header, first, continued: chunk.continued, cut: chunk.cut },
          ...(encoding.name !== "utf-8" && { encoding: encoding.name }),
          ...(options.notation !== undefined && { notation: { ...options.notation } }),
          ...(first && options.skipLines !== undefined && { skip: begin }),
        };
        first = false;
        yield {
          chunk: { bytes: chunk.bytes, rows: chunk.records - (header ? 1 : 0), reading },
          to: formatBytePosition({ offset: chunk.end, continued: chunk.cut }),
        };
      }
    },
  });
}
