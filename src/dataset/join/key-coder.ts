import { isMissing, scalarAt } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";

/** Numbers the keys of rows: equal values in all key columns, equal number. */
export interface KeyCoder {
  /** How many keys there are. */
  readonly size: number;
  /** The key of each row; −1 where a value of it is missing or NaN. Keys that are new are numbered on. */
  add(columns: readonly ColumnData[]): Int32Array;
  /** The same without numbering on: −1 also where the key is not known. */
  find(columns: readonly ColumnData[]): Int32Array;
}

/** Values are compared as they are, each in its own column: ("1", "23") is not ("12", "3"), and 1 is not "1". */
export function createKeyCoder(width: number): KeyCoder {
  const values = Array.from({ length: width }, () => new Map<unknown, number>());
  // A pair of numbers is a number again: what stands left of a column, and the column.
  const pairs = values.map(() => new Map<string, number>());

  function code(columns: readonly ColumnData[], numberOf: typeof known): Int32Array {
    const codes = new Int32Array(columns[0]?.length ?? 0);
    for (const [place, codeOf] of values.entries()) {
      const column = columns[place];
      const pairOf = pairs[place];
      if (column === undefined || pairOf === undefined) continue;
      const own = columnCodes(column, (value) => numberOf(codeOf, value));
      if (place === 0) codes.set(own);
      else
        for (let row = 0; row < codes.length; row++) {
          const [left, right] = [codes[row] as number, own[row] as number];
          codes[row] = left < 0 || right < 0 ? -1 : numberOf(pairOf, `${left} ${right}`);
        }
    }
    return codes;
  }

  return {
    get size() {
      return (width > 1 ? pairs : values).at(-1)?.size ?? 0;
    },
    add: (columns) => code(columns, numbered),
    find: (columns) => code(columns, known),
  };
}

function known<Key>(codeOf: Map<Key, number>, key: Key): number {
  return codeOf.get(key) ?? -1;
}

function numbered<Key>(codeOf: Map<Key, number>, key: Key): number {
  const code = codeOf.get(key) ?? codeOf.size;
  codeOf.set(key, code);
  return code;
}

function columnCodes(column: ColumnData, numberOf: (value: unknown) => number): Int32Array {
  const codes = new Int32Array(column.length);
  // Words are looked up once each, and only those that a row has.
  const words = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const value = isMissing(column, row) ? null : scalarAt(column, row);
    if (value === null || Number.isNaN(value)) codes[row] = -1;
    else if (column.type !== "text") codes[row] = numberOf(value);
    else {
      const word = column.codes[row] as number;
      const code = words.get(word) ?? numberOf(value);
      words.set(word, code);
      codes[row] = code;
    }
  }
  return codes;
}
