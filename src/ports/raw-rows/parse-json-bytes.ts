import { type ParsedLine, parseJsonLine } from "./parse-json-line.js";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Bytes of UTF-8 as a JSON object, as `parseJsonLine` reads it, or why they are none. */
export function parseJsonBytes(bytes: Uint8Array, maximumDepth: number): ParsedLine {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { problem: "the bytes are not UTF-8" };
  }
  return parseJsonLine(text, maximumDepth);
}
