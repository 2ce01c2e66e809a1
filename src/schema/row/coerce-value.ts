import type { ValueType } from "../columns/column.js";
import { parseIsoTime } from "./parse-iso-time.js";
import type { TextReader } from "./text-notation.js";

/** A value of the wanted type, or `undefined` when there is none without loss. Times are milliseconds. */
export type Coerced = number | boolean | string | undefined;

/**
 * The one table of lossless coercions. What it does not list is a type error.
 *
 * | contract | from | when |
 * | --- | --- | --- |
 * | number | number | always (NaN and infinity are left to the checks) |
 * | number | bigint | a number holds it exactly |
 * | integer | number, bigint | a whole number within ±(2^53 − 1) |
 * | number, integer | text | the source knows only text (CSV), and it is a decimal number in its notation, if whole within ±(2^53 − 1); leading zeros are no part of a number: `007` is 7 |
 * | boolean | boolean | always |
 * | boolean | text | the source knows only text, and it is `true` or `false` in any case, or one of its notation's words |
 * | text | text | it is well-formed Unicode; a number never becomes text |
 * | time | Date | it is a valid date |
 * | time | text | ISO 8601 date or date and time; without a zone it is UTC; finer than a millisecond is cut; or as the notation has it |
 *
 * @param reader What reads the text of a source that knows only text.
 */
export function coerceValue(value: unknown, type: ValueType, reader?: TextReader): Coerced {
  switch (type) {
    case "number":
      if (typeof value === "number") return value;
      if (typeof value === "bigint") return exactNumber(value);
      return typeof value === "string" ? reader?.number(value) : undefined;
    case "integer":
      if (typeof value === "number" || typeof value === "bigint") return safeInteger(Number(value));
      return typeof value === "string" ? reader?.integer(value) : undefined;
    case "boolean":
      if (typeof value === "boolean") return value;
      return typeof value === "string" ? reader?.boolean(value) : undefined;
    case "text":
      return typeof value === "string" && !/\p{Surrogate}/u.test(value) ? value : undefined;
    case "time":
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
      return typeof value === "string" ? (reader?.time ?? parseIsoTime)(value) : undefined;
    case "other":
      return undefined;
  }
}

function safeInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

function exactNumber(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isFinite(number) && BigInt(number) === value ? number : undefined;
}
