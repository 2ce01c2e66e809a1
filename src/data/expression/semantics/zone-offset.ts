import { InvalidArgumentError } from "../../../core/index.js";

// Every zone of the last hundred years changes its offset on a quarter of an hour of UTC, so one look-up serves 15 minutes.
const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

// A pure function's memory, not state: entries never change and depend on nothing but their key.
const zones = new Map<string, Zone>();

/** Wall-clock time minus UTC in milliseconds, at an instant in an IANA zone. @throws {InvalidArgumentError} no such zone. */
export function zoneOffset(milliseconds: number, zone: string): number {
  if (zone === "UTC") return 0;
  const known = zones.get(zone) ?? addZone(zone);
  const slot = Math.floor(milliseconds / quarter);
  const cached = known.offsets.get(slot);
  if (cached !== undefined) return cached;
  const offset = readOffset(known.format, slot * quarter);
  known.offsets.set(slot, offset);
  return offset;
}

/**
 * The instant of a wall-clock time (written as if it were UTC) in a zone.
 * A time that daylight saving skips moves forward by what was skipped; one that comes twice is the first.
 */
export function instantOf(wallClock: number, zone: string): number {
  if (zone === "UTC" || Number.isNaN(wallClock)) return wallClock;
  const before = zoneOffset(wallClock - day, zone);
  const after = zoneOffset(wallClock + day, zone);
  const early = wallClock - before;
  if (before === after || zoneOffset(early, zone) === before) return early;
  const late = wallClock - after;
  return zoneOffset(late, zone) === after ? late : early;
}

function addZone(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    const numeric = "numeric" as const;
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    throw new InvalidArgumentError("expression", "an IANA time zone, e.g. America/New_York", name);
  }
  const zone = { format, offsets: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function readOffset(format: Intl.DateTimeFormat, milliseconds: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(milliseconds)) part[type] = Number(value);
  const { year = 0, month = 1, day: dayOfMonth = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, dayOfMonth, hour, minute, second) - milliseconds;
}
