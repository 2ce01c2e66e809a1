import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarNumber, dayText, localDay } from "../../../../src/schema/house.js";
import { wallClock, zones } from "./zones.js";

const parts = ["hour", "minute", "day-of-week", "day-of-month", "month"] as const;

describe("a part of the calendar", () => {
  it("is what Intl shows in that zone", () => {
    const instant = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const shown = wallClock(at, zone);
        for (const part of parts) expect([part, calendarNumber(at, part, zone)]).toEqual([part, shown[part]]);
        expect(dayText(localDay(at, zone))).toBe(shown.day);
      }),
      { numRuns: 2000 },
    );
  });

  it("is at a fraction of a millisecond what it is at the whole one before it, on both sides of 1970", () => {
    const instant = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) });
    const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
    // Multiples of an hour are where a part changes.
    const turning = instant.map((at) => Math.floor(at / 3_600_000) * 3_600_000 - 1);
    fc.assert(
      fc.property(fc.oneof(instant, turning), fraction, fc.constantFrom(...zones), (at, beyond, zone) => {
        const whole = Math.floor(at + beyond);
        for (const part of parts)
          expect([part, calendarNumber(at + beyond, part, zone)]).toEqual([part, calendarNumber(whole, part, zone)]);
        expect(localDay(at + beyond, zone)).toBe(localDay(whole, zone));
      }),
      { numRuns: 2000 },
    );
    for (const before of [-0.5, -1e-9, -Number.MIN_VALUE]) {
      expect(parts.map((part) => calendarNumber(before, part, "UTC"))).toEqual([23, 59, 3, 31, 12]);
      expect(dayText(localDay(before, "UTC"))).toBe("1969-12-31");
    }
  });

  it("counts days of the week from Monday as 1", () => {
    expect(calendarNumber(Date.parse("2001-01-01T00:00:00Z"), "day-of-week", "UTC")).toBe(1);
    expect(calendarNumber(Date.parse("2001-01-07T23:59:59Z"), "day-of-week", "UTC")).toBe(7);
    expect(calendarNumber(Date.parse("1969-12-28T12:00:00Z"), "day-of-week", "UTC")).toBe(7);
  });

  it("is NaN for what is no instant and for an unknown zone", () => {
    for (const zone of ["UTC", "Europe/Berlin"])
      for (const at of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 9e15]) {
        for (const part of parts) expect(calendarNumber(at, part, zone)).toBeNaN();
        expect(localDay(at, zone)).toBeNaN();
      }
    expect(calendarNumber(0, "hour", "Mars/Base")).toBeNaN();
  });
});
