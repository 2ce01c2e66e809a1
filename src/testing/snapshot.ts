/**
 * A copy of arrays, plain objects, typed arrays, dates, maps and sets, to be compared later. Functions and instances of other classes are
 * kept as they are: what is inside of them is their own.
 */
export function snapshot(value: unknown, seen: Map<object, unknown> = new Map()): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return structuredClone(value);
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const item of value) copy.push(snapshot(item, seen));
    return copy;
  }
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [key, snapshot(item, seen)]));
  if (value instanceof Set) return new Set(Array.from(value, (item) => snapshot(item, seen)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = snapshot(item, seen);
  return copy;
}
