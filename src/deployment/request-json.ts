import type { JsonObject } from "../core/index.js";

/** A row as JSON: dates as ISO text, what is missing as null. */
export function requestJson(row: Readonly<Record<string, unknown>>): JsonObject {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : (value ?? null),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
