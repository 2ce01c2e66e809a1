import type { Clock } from "../clock.js";
import { InvalidArgumentError } from "../errors/index.js";

/** A time in seconds from 2000 on, below 2100: as milliseconds a few weeks of 1970. */
const [firstSeconds, lastSeconds] = [Date.UTC(2000, 0) / 1000, Date.UTC(2100, 0) / 1000];
/** The end of the year 9999: what is beyond is of a finer unit. */
const lastMillisecond = Date.UTC(10_000, 0) - 1;

/** What tells whether time is simulated: a clock that stands before 2000. */
type Now = Pick<Clock, "now">;

/**
 * Whether it is a time in milliseconds since 1970, and reads neither as seconds nor as microseconds. By a clock that stands before 2000, which
 * a simulation from 0 does, a few weeks of 1970 are no seconds.
 * @param clock Whose time it is. @default The system's, which stands far behind 2000
 */
export function isEpochMilliseconds(value: unknown, clock?: Now): value is number {
  return (
    typeof value === "number" &&
    value <= lastMillisecond &&
    value >= -lastMillisecond &&
    (value < firstSeconds || value >= lastSeconds || isSimulated(clock))
  );
}

function isSimulated(clock: Now | undefined): boolean {
  return clock !== undefined && clock.now() < firstSeconds * 1000;
}

/** @throws {InvalidArgumentError} it is no time in milliseconds since 1970, naming the field and what to do about it. */
export function checkTime(place: string, field: string, value: unknown, clock?: Now): void {
  if (!isEpochMilliseconds(value, clock))
    throw new InvalidArgumentError(place, `\`${field}\` to be milliseconds since 1970${remedyFor(value)}`, value);
}

function remedyFor(value: unknown): string {
  if (value instanceof Date) return ": a date gives them by `getTime()`";
  if (typeof value === "string") return ": `Date.parse` reads them from text";
  if (typeof value !== "number" || !Number.isFinite(value)) return "";
  return value < lastSeconds
    ? " (seconds? multiply by 1000; of a simulated time? give its clock as `clock`)"
    : " (microseconds or finer? divide)";
}
