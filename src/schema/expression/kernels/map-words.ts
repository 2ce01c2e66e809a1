import type { TextColumnData } from "../../columns/column.js";

const notAsked = 255;

/**
 * A small number (0 to 254) for each row, asked once for each word that occurs; rows without a word give 0.
 * Words that no row uses are never asked: a slice may share a dictionary far larger than itself.
 */
export function mapWords(column: TextColumnData, answer: (word: string) => number): Uint8Array {
  const { codes, dictionary } = column;
  const known = new Uint8Array(dictionary.length).fill(notAsked);
  const result = new Uint8Array(column.length);
  for (let row = 0; row < result.length; row++) {
    const code = codes[row] as number;
    let value = known[code];
    if (value === notAsked) {
      value = answer(dictionary[code] as string);
      known[code] = value;
    }
    result[row] = value ?? 0;
  }
  return result;
}
