const longest = 80;
const few = 6;

/** A value and its type in a few words, for error messages; long values are cut. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (value instanceof Date) return `${Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString()} (Date)`;
  const text =
    typeof value === "string"
      ? JSON.stringify(value)
      : typeof value === "object"
        ? describeObject(value)
        : String(value);
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return typeof value === "object" ? cut : `${cut} (${typeof value})`;
}

function describeObject(value: object): string {
  if (Array.isArray(value))
    return value.length <= few && value.every(isBare)
      ? `[${value.map(String).join(", ")}]`
      : `an array of ${value.length}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
  if (!plain) return `an instance of ${value.constructor?.name || "an unnamed class"}`;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.length <= few && entries.every(([, member]) => isBare(member)))
    return `{ ${entries.map(([key, member]) => `${key}: ${String(member)}`).join(", ")} }`;
  return `an object with keys ${Object.keys(value).slice(0, few).join(", ") || "(none)"}`;
}

/** Numbers and the like are shown; texts may be personal. */
function isBare(value: unknown): boolean {
  return value === null || value === undefined || ["number", "boolean", "bigint"].includes(typeof value);
}
