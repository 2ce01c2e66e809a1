import { InvalidArgumentError } from "../../core/index.js";

/** A row as one line of JSON that is read back as the same values: -0 and whole numbers of any size keep what they are, times are ISO 8601. */
export function jsonLine(row: Readonly<Record<string, unknown>>): string {
  return jsonOf(row, "row");
}

function jsonOf(value: unknown, place: string): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new InvalidArgumentError("dvc", `${place} to be a number that JSON has`, value);
    return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  }
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => jsonOf(item, `${place}[${index}]`)).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member, `${place}.${key}`)}`).join(",")}}`;
}
