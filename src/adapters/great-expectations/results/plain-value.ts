import { isoTime } from "../frame/python-text.js";

/** A value as JSON has it: times are ISO 8601 without a zone, what is no number is null. */
export function plainValue(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (value instanceof Date) return isoTime(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
}
