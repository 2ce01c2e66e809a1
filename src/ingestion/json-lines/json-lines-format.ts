import type { JsonObject } from "../../core/index.js";
import { parseJsonLine, rowBatchBuilder } from "../../ports/house.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";
import { beginning, decodeText } from "../source/decode-text.js";

/** What stands beside the bytes of a chunk of JSON lines. */
export interface JsonLinesReading extends JsonObject {
  readonly maximumDepth: number;
  readonly first: boolean;
  readonly continued: boolean;
  readonly cut: boolean;
}

/** One JSON object a line. */
export const jsonLinesFormat: RawFormat = { id: "json-lines@1", decode: decodeJsonLines };

function* decodeJsonLines(bytes: Uint8Array, json: JsonObject): Generator<RawBatch> {
  const reading = json as JsonLinesReading;
  const { text, isDamaged } = decodeText(bytes);
  const builder = rowBatchBuilder();
  for (let start = beginning(text, reading); start < text.length; ) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = text.slice(start, end).replace(/\r+$/, "");
    start = end + 1;
    const cut = reading.cut && lineFeed < 0;
    if (line === "" && !cut) continue;
    if (cut) builder.addUnreadable("the line is longer than allowed", line);
    else if (isDamaged(line)) builder.addUnreadable("the bytes are not UTF-8", line);
    else {
      const parsed = parseJsonLine(line, reading.maximumDepth);
      if ("problem" in parsed) builder.addUnreadable(parsed.problem, line);
      else builder.add(parsed.row, line);
    }
    if (builder.full) yield builder.finish();
  }
  if (builder.length > 0) yield builder.finish();
}
