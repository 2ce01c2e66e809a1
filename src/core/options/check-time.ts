import { InvalidArgumentError } from "../errors/index.js";

/** A time in seconds from 2000 on, below 2100: as milliseconds a few weeks of 1970. */
const [firstSeconds, lastSeconds] = [Date.UTC(2000, 0) / 1000, Date.UTC(2100, 0) / 1000];
/** The end of the year 9999: what is beyond is of a finer unit. */
const lastMillisecond = Date.UTC(10_000, 0) - 1;

/** Whether it is a time in milliseconds since 1970, and reads neither as seconds nor as microseconds. */
export function isEpochMilliseconds(value: unknown): value is number {
  return (
    typeof value === "number" &&
    value <= lastMillisecond &&
    value >= -lastMillisecond &&
    (value < firstSeconds || value >= lastSeconds)
  );
}

/** @throws {InvalidArgumentError} it is no time in milliseconds since 1970, naming the field and what to do about it. */
export function checkTime(place: string, field: string, value: unknown): void {
  if (!isEpochMilliseconds(value))
    throw new InvalidArgumentError(place, `\`${field}\` to be milliseconds since 1970${remedyFor(value)}`, value);
}

function remedyFor(value: unknown): string {
  if (value instanceof Date) return ": a date gives them by `getTime()`";
  if (typeof value === "string") return ": `Date.parse` reads them from text";
  if (typeof value !== "number" || !Number.isFinite(value)) return "";
  return value < lastSeconds ? " (seconds? multiply by 1000)" : " (microseconds or finer? divide)";
}
