import type { ValueType } from "./column.js";

/** Whether a value that is there is of a column's type, as rows hold it: times are Dates. */
export const fitsType: Readonly<Record<ValueType, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number",
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  text: (value) => typeof value === "string",
  time: (value) => value instanceof Date,
  other: () => true,
};
