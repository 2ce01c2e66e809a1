import type { Json, JsonObject } from "../../core/index.js";

/** A row as JSON: dates as ISO text, what is missing as null. */
export function requestJson(row: Readonly<Record<string, unknown>>): JsonObject {
  const json: Record<string, Json> = {};
  for (const name of Object.keys(row)) {
    const value = row[name];
    json[name] = (value instanceof Date ? value.toISOString() : (value ?? null)) as Json;
  }
  return json;
}
