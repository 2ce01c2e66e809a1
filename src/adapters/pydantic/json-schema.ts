/** An object of JSON Schema 2020-12. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
