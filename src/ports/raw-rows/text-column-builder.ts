import type { TextColumnData } from "../../schema/house.js";

/** Builds a dictionary-encoded text column word by word. */
export interface TextColumnBuilder {
  /** Adds a row; undefined is missing. */
  add(word: string | undefined): void;
  finish(): TextColumnData;
}

/** @param missing Words that count as missing. */
export function textColumnBuilder(missing: readonly string[] = []): TextColumnBuilder {
  const codeOf = new Map<string, number>(missing.map((word) => [word, -1]));
  const dictionary: string[] = [];
  const codes: number[] = [];
  return {
    add(word) {
      if (word === undefined) {
        codes.push(-1);
        return;
      }
      let code = codeOf.get(word);
      if (code === undefined) {
        code = dictionary.push(word) - 1;
        codeOf.set(word, code);
      }
      codes.push(code);
    },
    finish() {
      const result = Int32Array.from(codes);
      const validity = missingBits(result);
      return { type: "text", length: codes.length, codes: result, dictionary, ...(validity && { validity }) };
    },
  };
}

/** Bits of the codes that are no word, which become 0; undefined when all are words. */
function missingBits(codes: Int32Array): Uint8Array | undefined {
  if (!codes.includes(-1)) return undefined;
  const validity = new Uint8Array((codes.length + 7) >> 3);
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] === -1) codes[row] = 0;
    else validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return validity;
}
