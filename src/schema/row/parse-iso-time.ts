import { offsetMinutes } from "./offset-minutes.js";

const pattern =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$/;

/**
 * Milliseconds since 1970 of an ISO 8601 date (`2001-01-31`) or date and time (`2001-01-31T06:55:00.000Z`, a space for the T allowed).
 * Without a zone it is UTC. Undefined for anything else, days that do not exist included.
 */
export function parseIsoTime(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second, milliseconds);
  const offset = offsetMinutes(match[8] ?? "Z");
  return offset === undefined ? undefined : date.getTime() - offset * 60_000;
}
