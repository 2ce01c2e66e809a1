import { zoneOffset } from "./zone-offset.js";

export type CalendarPart = "hour" | "minute" | "day-of-week" | "day-of-month" | "month" | "day";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The furthest instant from 1970 that a Date can name. */
const furthest = 8.64e15;

/** A numeric part of the calendar at an instant in a zone; Monday is 1. What is no instant, and an unknown zone, gives NaN. */
export function calendarNumber(milliseconds: number, part: Exclude<CalendarPart, "day">, zone: string): number {
  if (!(Math.abs(milliseconds) <= furthest)) return Number.NaN;
  // A Date would cut the fraction of a millisecond towards 1970, so that a moment before midnight had the month of the day after it.
  const local = Math.floor(milliseconds + zoneOffset(milliseconds, zone));
  switch (part) {
    case "hour":
      return Math.floor((local - Math.floor(local / day) * day) / hour);
    case "minute":
      return Math.floor((local - Math.floor(local / hour) * hour) / minute);
    case "day-of-week": {
      // 1970-01-01 was a Thursday, which is 4.
      const sinceMonday = (Math.floor(local / day) + 3) % 7;
      return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
    }
    case "day-of-month":
      return new Date(local).getUTCDate();
    case "month":
      return new Date(local).getUTCMonth() + 1;
  }
}

/** The number of the local calendar day, counted from 1970-01-01; NaN like `calendarNumber`. */
export function localDay(milliseconds: number, zone: string): number {
  if (!(Math.abs(milliseconds) <= furthest)) return Number.NaN;
  return Math.floor(Math.floor(milliseconds + zoneOffset(milliseconds, zone)) / day);
}

/** A day number as text, e.g. `2001-01-31`. */
export function dayText(dayNumber: number): string {
  return new Date(dayNumber * day).toISOString().slice(0, -14);
}
