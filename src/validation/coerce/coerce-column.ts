import type { NumberColumnData, ValueType } from "../../schema/house.js";
import { type Coerced, coerceValue, type TextReader } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";
import { isPresent } from "../row-bits.js";

/**
 * A raw column as the contract's type, by the table of `coerceValue`; rows whose value has no such form are marked in `invalid` and
 * hold nothing of use. A column that has the type already is passed on as it is. Every word of text is looked at once.
 */
export function coerceColumn(
  raw: ColumnData,
  type: ValueType,
  reader: TextReader | undefined,
  invalid: Uint8Array,
): ColumnData {
  if (type === "other") return raw;
  if ((raw.type === "number" || raw.type === "integer") && (type === "number" || type === "integer")) {
    if (type === "integer") markUnsafe(raw, invalid);
    return raw.type === type ? raw : { ...raw, type };
  }
  if (raw.type === type && (raw.type !== "text" || raw.dictionary.every(isWellFormed))) return raw;
  if (raw.type === "text") {
    const words = raw.dictionary.map((word) => coerceValue(word, type, reader));
    return collect(raw, type, invalid, (row) => words[raw.codes[row] ?? 0]);
  }
  if (raw.type === "other") return collect(raw, type, invalid, (row) => coerceValue(raw.values[row], type, reader));
  return collect(raw, type, invalid, () => undefined);
}

function isWellFormed(word: string): boolean {
  return !/\p{Surrogate}/u.test(word);
}

/** Marks numbers that are not whole or beyond ±(2^53 − 1). */
function markUnsafe({ values, validity, length }: NumberColumnData, invalid: Uint8Array): void {
  for (let row = 0; row < length; row++) {
    const value = values[row] ?? 0;
    if (!Number.isSafeInteger(value) && isPresent(validity, row)) invalid[row] = 1;
  }
}

function collect(raw: ColumnData, type: ValueType, invalid: Uint8Array, get: (row: number) => Coerced): ColumnData {
  const { length } = raw;
  const bits = raw.validity && { validity: raw.validity };
  const value = (row: number): Coerced => {
    if (!isPresent(raw.validity, row)) return undefined;
    const coerced = get(row);
    if (coerced === undefined) invalid[row] = 1;
    return coerced;
  };
  switch (type) {
    case "text":
      return collectText(length, value, raw.validity);
    case "boolean": {
      const values = new Uint8Array(length);
      for (let row = 0; row < length; row++) values[row] = value(row) === true ? 1 : 0;
      return { type, length, values, ...bits };
    }
    case "number":
    case "integer":
    case "time": {
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) {
        const coerced = value(row);
        values[row] = typeof coerced === "number" ? coerced : 0;
      }
      return { type, length, values, ...bits };
    }
    case "other":
      return raw;
  }
}

function collectText(length: number, value: (row: number) => Coerced, validity: Uint8Array | undefined): ColumnData {
  const codes = new Int32Array(length);
  const dictionary: string[] = [];
  const codeOf = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    const word = value(row);
    if (typeof word !== "string") continue;
    let code = codeOf.get(word);
    if (code === undefined) {
      code = dictionary.push(word) - 1;
      codeOf.set(word, code);
    }
    codes[row] = code;
  }
  return { type: "text", length, codes, dictionary, ...(validity && { validity }) };
}
