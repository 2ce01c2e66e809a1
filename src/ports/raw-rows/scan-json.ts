/** What a look at JSON text tells before it is parsed. */
export interface JsonScan {
  /** How deep arrays and objects nest. */
  readonly depth: number;
  /** Where whole numbers stand that would lose digits as a double: [start, end) pairs. */
  readonly largeIntegers: readonly (readonly [number, number])[];
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?[0-9][0-9.eE+-]*|[[\]{}]/g;
const manyDigits = /[0-9]{16}/;

/** Scans only when something may be found: many brackets or many digits. */
export function scanJson(text: string, maximumDepth: number): JsonScan {
  if (!manyDigits.test(text) && countBrackets(text) <= maximumDepth) return { depth: 0, largeIntegers: [] };
  const largeIntegers: [number, number][] = [];
  let depth = 0;
  let deepest = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    const first = found[0];
    if (first === "[" || first === "{") deepest = Math.max(deepest, ++depth);
    else if (first === "]" || first === "}") depth--;
    else if (first !== '"' && /^-?[0-9]{16,}$/.test(found) && String(Number(found)) !== found)
      largeIntegers.push([index, index + found.length]);
  }
  return { depth: deepest, largeIntegers };
}

function countBrackets(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) count++;
  }
  return count;
}
