/** Nesting beyond this is not read. */
export const deepest = 100;

/**
 * A text that two values share exactly when they are equal as JSON, whatever the order of their keys; 0 and -0 are one, dates go by
 * time. Unlike canonical JSON it takes any text a model may write, lone surrogates too. Undefined, which is to say equal to nothing,
 * for values nested deeper than 100 levels and for what is no data: functions, symbols, maps, sets.
 */
export function jsonKey(value: unknown, depth = 0): string | undefined {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return String(value);
    case "boolean":
    case "undefined":
      return String(value);
    case "bigint":
      return `${value}n`;
    case "object":
      return value === null ? "null" : objectKey(value, depth);
    default:
      return undefined;
  }
}

function objectKey(value: object, depth: number): string | undefined {
  if (depth > deepest) return undefined;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `bytes ${value.join()}`;
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const key = jsonKey(item, depth + 1);
      if (key === undefined) return undefined;
      parts.push(key);
    }
    return `[${parts.join()}]`;
  }
  if (!isRecord(value)) return undefined;
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    const key = jsonKey(member, depth + 1);
    if (key === undefined) return undefined;
    parts.push(`${JSON.stringify(name)}:${key}`);
  }
  return `{${parts.join()}}`;
}

/** An object with keys: no list, date, map or set. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
