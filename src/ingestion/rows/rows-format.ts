import { describeValue, parseCanonicalJson } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";
import { rowBatchBuilder } from "../../ports/house.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";

/**
 * Rows that came as objects: one line of canonical JSON each, which keeps dates, bigint, NaN and bytes exactly. A line that is an array
 * `[reason, text]` stands for a row that could not be written so.
 */
export const rowsFormat: RawFormat = { id: "rows@1", decode: decodeRows };

/** The line of one row. */
export function encodeRow(row: unknown): string {
  try {
    if (isRow(row)) return canonicalJson(row);
    return canonicalJson([`expected a plain object, got ${describeValue(row)}`, printable(row)]);
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    return canonicalJson([`expected ${error.expected}`, printable(row)]);
  }
}

function* decodeRows(bytes: Uint8Array): Generator<RawBatch> {
  const builder = rowBatchBuilder();
  for (const line of new TextDecoder().decode(bytes).split("\n")) {
    if (line === "") continue;
    const row = decodeLine(line);
    if (isRow(row)) builder.add(row, line);
    else if (Array.isArray(row)) builder.addUnreadable(String(row[0]), String(row[1]));
    if (builder.full) yield builder.finish();
  }
  if (builder.length > 0) yield builder.finish();
}

/** Only lines with a tag need the slower reading. */
function decodeLine(line: string): unknown {
  return line.includes('"$') ? parseCanonicalJson(line) : JSON.parse(line);
}

function isRow(row: unknown): row is Record<string, unknown> {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
  const prototype: unknown = Object.getPrototypeOf(row);
  return prototype === null || prototype === Object.prototype;
}

/** Something to recognise a row by that has no JSON. */
function printable(row: unknown): string {
  try {
    const text =
      JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value)) ?? String(row);
    return Buffer.from(text.slice(0, 4000)).toString("utf8");
  } catch {
    return String(row);
  }
}
