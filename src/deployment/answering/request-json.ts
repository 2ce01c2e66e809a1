import type { Json, JsonObject } from "../../core/index.js";

/** A row as JSON of its own: dates as ISO text, what is missing as null. */
export function requestJson(row: Readonly<Record<string, unknown>>): JsonObject {
  const json: Record<string, Json> = {};
  for (const name of Object.keys(row)) json[name] = jsonOf(row[name]) as Json;
  // Logs of strangers, and the shadow's, are given the same.
  return Object.freeze(json);
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  return value instanceof Date ? value.toISOString() : structuredClone(value);
}
