import type { ValueType } from "../columns/column.js";

const descriptions: { readonly [Type in ValueType]: string } = {
  number: "a number",
  integer: "a whole number within ±(2^53 − 1)",
  boolean: "true or false",
  text: "text",
  time: "a time (a date or an ISO 8601 text)",
  other: "a value",
};

/** What a column's type expects, to read on from "expected". */
export function describeType(type: ValueType): string {
  return descriptions[type];
}
