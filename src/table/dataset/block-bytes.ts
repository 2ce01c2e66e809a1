import { canonicalJson } from "../../core/index.js";
import { buildValidity, type ColumnData, isMissing, type TextColumnData } from "../../data/index.js";

/** Rows of one logical block; the last block of a column may hold fewer. */
export const blockRows = 65_536;

/**
 * The bytes that a block's digest covers, little-endian, independent of batching, slicing, encoding and dictionary order:
 * `golden-pipeline/block@1`, 0x00, the type's name, 0x00, u32 rows, u8 1 if any row is missing, then if so the validity bitmap
 * (one bit a row, least significant first, padding 0), then the values, those of missing rows as zero or empty:
 * numbers, integers and times as IEEE 754 doubles with NaN as 0x7ff8000000000000 and −0 kept; booleans as one byte;
 * text as u32 words, per word u32 length and UTF-8 bytes in order of first use, then u32 codes;
 * other values as u32 length and UTF-8 bytes of their canonical JSON.
 */
export function blockBytes(column: ColumnData): Uint8Array<ArrayBuffer> {
  const { length } = column;
  const validity = column.validity && buildValidity(length, (row) => !isMissing(column, row));
  const header = Buffer.from(`golden-pipeline/block@1\0${column.type}\0`);
  const counts = Buffer.alloc(5);
  counts.writeUInt32LE(length, 0);
  counts[4] = validity === undefined ? 0 : 1;
  return new Uint8Array(Buffer.concat([header, counts, ...(validity ? [validity] : []), ...valueBytes(column)]));
}

function valueBytes(column: ColumnData): readonly Uint8Array[] {
  switch (column.type) {
    case "text":
      return textBytes(column);
    case "boolean":
      return [Uint8Array.from(column.values, (value, row) => (isMissing(column, row) ? 0 : value))];
    case "other":
      return column.values.map((value, row) => lengthPrefixed(isMissing(column, row) ? "" : canonicalJson(value)));
    default: {
      const values = Float64Array.from(column.values.subarray(0, column.length));
      if (column.validity !== undefined)
        for (let row = 0; row < values.length; row++) if (isMissing(column, row)) values[row] = 0;
      const words = new Uint32Array(values.buffer);
      for (let row = 0; row < values.length; row++)
        if (Number.isNaN(values[row])) {
          words[2 * row] = 0;
          words[2 * row + 1] = 0x7ff80000;
        }
      return [new Uint8Array(values.buffer)];
    }
  }
}

function textBytes(column: TextColumnData): readonly Uint8Array[] {
  const order = new Int32Array(column.dictionary.length).fill(-1);
  const codes = new Uint32Array(column.length);
  const words: Uint8Array[] = [];
  const known = new Map<string, number>();
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue;
    const code = column.codes[row] as number;
    if (order[code] === -1) order[code] = firstUse(column.dictionary[code] as string, known, words);
    codes[row] = order[code] as number;
  }
  const count = Buffer.alloc(4);
  count.writeUInt32LE(words.length, 0);
  return [count, ...words, new Uint8Array(codes.buffer)];
}

/** Two codes of a foreign dictionary may stand for the same word. */
function firstUse(word: string, known: Map<string, number>, words: Uint8Array[]): number {
  const before = known.get(word);
  if (before !== undefined) return before;
  known.set(word, words.length);
  words.push(lengthPrefixed(word));
  return words.length - 1;
}

function lengthPrefixed(text: string): Uint8Array {
  const bytes = Buffer.from(text, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length, 0);
  return Buffer.concat([length, bytes]);
}
