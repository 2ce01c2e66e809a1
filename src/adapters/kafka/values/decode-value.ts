import type { JsonObject } from "../../../core/index.js";
import { type ParsedLine, parseJsonLine } from "../../../ports/house.js";

/** How the values of a batch are read, as it stands beside its bytes. */
export interface ValueReading extends JsonObject {
  readonly values: "json";
  readonly maximumDepth: number;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A record's value as a row's fields, or why it is none. */
export async function decodeValue(value: Uint8Array | null, reading: ValueReading): Promise<ParsedLine> {
  if (value === null) return { problem: "a tombstone: the record has no value" };
  return decodeJson(value, reading.maximumDepth);
}

export function decodeJson(bytes: Uint8Array, maximumDepth: number): ParsedLine {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { problem: "the bytes are not UTF-8" };
  }
  return parseJsonLine(text, maximumDepth);
}
