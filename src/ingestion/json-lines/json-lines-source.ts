import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { PositionedSource } from "../../ports/index.js";
import { type ByteInput, byteInput } from "../source/byte-input.js";
import { formatBytePosition, parseBytePosition } from "../source/byte-position.js";
import { positionedSource } from "../source/positioned-source.js";
import { type ByteSourceOptions, byteSourceRules } from "../source/source-options.js";
import { lineScanner, splitRecords } from "../source/split-records.js";
import { jsonLinesFormat } from "./json-lines-format.js";

export interface JsonLinesOptions extends ByteSourceOptions {
  /** A longer line is quarantined. @default 1048576 (1 MiB) */
  readonly maximumLineBytes?: number;
  /** A line whose arrays and objects nest deeper is quarantined. @default 32 */
  readonly maximumDepth?: number;
}

const rules: OptionRules<JsonLinesOptions> = {
  ...byteSourceRules,
  maximumLineBytes: option.count,
  maximumDepth: option.count,
};

/**
 * One JSON object a line, read as a stream; bytes land exactly as they are. Lines that are no JSON object become quarantined rows.
 * Whole numbers that would lose digits as a double are kept exactly, as bigint. Blank lines are no rows.
 * @param input A path, bytes or a stream of bytes.
 */
export function jsonLinesSource(input: ByteInput, options: JsonLinesOptions = {}): PositionedSource {
  const place = "json-lines";
  const bytes = byteInput(place, input);
  checkOptions(place, options, rules);
  const { chunkBytes = 4 << 20, maximumLineBytes: maximumRecordBytes = 1 << 20, maximumDepth = 32 } = options;

  return positionedSource({
    name: options.name ?? bytes.name,
    format: jsonLinesFormat,
    ...(options.positionFile !== undefined && { positionFile: options.positionFile }),
    async *chunks({ from, to }, signal) {
      const { offset, continued } = parseBytePosition(place, from);
      const firstEnd = to === undefined ? undefined : parseBytePosition(place, to);
      let first = offset === 0;
      const split = { scanner: lineScanner(), chunkBytes, maximumRecordBytes, offset, continued, firstEnd };
      for await (const chunk of splitRecords(bytes.read(offset, signal), split)) {
        const reading = { maximumDepth, first, continued: chunk.continued, cut: chunk.cut };
        first = false;
        yield {
          chunk: { bytes: chunk.bytes, rows: chunk.records, reading },
          to: formatBytePosition({ offset: chunk.end, continued: chunk.cut }),
        };
      }
    },
  });
}
