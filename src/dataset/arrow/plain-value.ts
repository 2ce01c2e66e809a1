/** Nested Arrow values (lists, structs, maps, binary) as plain ones, of which canonical JSON can be made. */
export function plainValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return value instanceof Uint8Array ? value.slice() : value;
  if ("toArray" in value && Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plainValue);
  if ("toJSON" in value && typeof value.toJSON === "function") return plainMembers(value.toJSON());
  return Array.isArray(value) ? value.map(plainValue) : plainMembers(value);
}

function plainMembers(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
}
