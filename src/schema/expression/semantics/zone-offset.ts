import { InvalidArgumentError } from "../../../core/index.js";

const day = 24 * 60 * 60_000;
/** The furthest instant from 1970 that a Date can name. */
const furthest = 8.64e15;
// Zones knew nothing but local mean time before 1800; asking no earlier also keeps the formatter within the Gregorian calendar.
const earliest = Date.UTC(1800, 0, 1);
const latest = furthest - 2 * day;

/** A UTC day in which the offset changes, at the millisecond `at`. */
interface Change {
  readonly before: number;
  readonly after: number;
  readonly at: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** By UTC day: its offset, or how it changes. Offsets change at any second (St John's did at 00:01), so days are searched, not sampled. */
  readonly days: Map<number, number | Change>;
  /** The span of the last answer: neighbouring rows mostly share it. */
  from: number;
  until: number;
  offset: number;
}

// A pure function's memory, not state: what it holds depends on nothing but the key. Bounded, since zones and times may be strangers' data.
const zones = new Map<string, Zone>();
const mostZones = 1024;
const mostDays = 200_000;

/** Wall-clock time minus UTC in milliseconds, at an instant in an IANA zone; NaN for an unknown zone and for what is no instant. */
export function zoneOffset(milliseconds: number, zone: string): number {
  if (zone === "UTC") return 0;
  const known = zones.get(zone) ?? addZone(zone);
  if (known === undefined) return Number.NaN;
  return milliseconds >= known.from && milliseconds < known.until ? known.offset : findOffset(known, milliseconds);
}

/**
 * The instant of a wall-clock time (written as if it were UTC) in a zone; NaN as in `zoneOffset`.
 * A time that daylight saving skips moves forward by what was skipped; one that comes twice is the first.
 */
export function instantOf(wallClock: number, zone: string): number {
  if (zone === "UTC") return wallClock;
  const before = zoneOffset(wallClock - day, zone);
  const after = zoneOffset(wallClock + day, zone);
  const early = wallClock - before;
  if (before === after || zoneOffset(early, zone) === before) return early;
  const late = wallClock - after;
  return zoneOffset(late, zone) === after ? late : early;
}

/** Refuses a name that is written into an expression and names no zone. @throws {InvalidArgumentError} no such zone. */
export function checkZone(name: string): void {
  if (name !== "UTC" && !zones.has(name) && addZone(name) === undefined)
    throw new InvalidArgumentError("expression", "an IANA time zone, e.g. America/New_York", name);
}

function findOffset(zone: Zone, milliseconds: number): number {
  if (!(Math.abs(milliseconds) <= furthest)) return Number.NaN;
  const instant = Math.min(Math.max(milliseconds, earliest), latest);
  const index = Math.floor(instant / day);
  let found = zone.days.get(index);
  if (found === undefined) {
    found = readDay(zone.format, index);
    if (zone.days.size >= mostDays) zone.days.clear();
    zone.days.set(index, found);
  }
  const { before, after, at } = typeof found === "number" ? { before: found, after: found, at: index * day } : found;
  zone.from = instant < at ? index * day : at;
  zone.until = instant < at ? at : (index + 1) * day;
  zone.offset = instant < at ? before : after;
  return zone.offset;
}

function readDay(format: Intl.DateTimeFormat, index: number): number | Change {
  let low = index * day;
  let high = low + day;
  const before = readOffset(format, low);
  const after = readOffset(format, high);
  if (before === after) return before;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(format, middle) === before) low = middle;
    else high = middle;
  }
  return { before, after, at: high };
}

function addZone(name: string): Zone | undefined {
  const numeric = "numeric" as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return undefined;
  }
  const zone: Zone = { format, days: new Map(), from: Number.NaN, until: Number.NaN, offset: Number.NaN };
  if (zones.size >= mostZones) zones.clear();
  zones.set(name, zone);
  return zone;
}

function readOffset(format: Intl.DateTimeFormat, milliseconds: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(milliseconds)) part[type] = Number(value);
  const { year = 0, month = 1, day: dayOfMonth = 1, hour = 0, minute = 0, second = 0 } = part;
  // The formatter shows whole seconds, cut towards the past.
  return Date.UTC(year, month - 1, dayOfMonth, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000;
}
