import { scanJson } from "./scan-json.js";

/** An object's entries, or why the line holds none. */
export type ParsedLine = { readonly row: Readonly<Record<string, unknown>> } | { readonly problem: string };

/**
 * Parses one line as a JSON object. Whole numbers that would lose digits as a double become bigint.
 * A doubled key keeps its last value, as JSON.parse has it.
 */
export function parseJsonLine(line: string, maximumDepth: number): ParsedLine {
  const { depth, largeIntegers } = scanJson(line, maximumDepth);
  if (depth > maximumDepth) return { problem: `the nesting is deeper than ${maximumDepth}` };
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (largeIntegers.length > 0) value = parseLargeIntegers(line, largeIntegers);
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message.slice(0, 100) : String(error)}` };
  }
  if (surrogateEscape.test(line) && hasHalfPair(value)) return { problem: "text with half a surrogate pair" };
  if (!isObject(value)) return { problem: `expected a JSON object, got ${describe(value)}` };
  return { row: value };
}

/** Escapes can spell text that has no UTF-8 and could not be stored. */
const surrogateEscape = /\\u[dD][89a-fA-F]/;

function hasHalfPair(value: unknown): boolean {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, item]) => hasHalfPair(key) || hasHalfPair(item));
}

/** Marks the large numbers with a key that stands nowhere else in the line and revives them as bigint. */
function parseLargeIntegers(line: string, largeIntegers: readonly (readonly [number, number])[]): unknown {
  const keys = new Set<string>();
  JSON.parse(line, (key, value) => {
    keys.add(key);
    return value;
  });
  let marker = "integer";
  while (keys.has(marker)) marker += "r";
  let marked = "";
  let from = 0;
  for (const [start, end] of largeIntegers) {
    marked += `${line.slice(from, start)}{"${marker}":"${line.slice(start, end)}"}`;
    from = end;
  }
  return JSON.parse(marked + line.slice(from), (_key, value) => {
    if (!isObject(value) || !Object.hasOwn(value, marker)) return value;
    return BigInt(String(value[marker]));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
