import type { ValueType } from "../../schema/house.js";

/** What values are in SQL: whole numbers and times are doubles like all numbers. */
export type Family = "number" | "text" | "boolean" | "other";

export function familyOfType(type: ValueType): Family {
  return type === "integer" || type === "time" ? "number" : type;
}
