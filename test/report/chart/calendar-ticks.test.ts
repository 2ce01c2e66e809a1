import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarTicks } from "../../../src/report/chart/calendar-ticks.js";

const day = 86_400_000;
const labels = (from: string, to: string, most = 6): readonly string[] =>
  calendarTicks(Date.parse(from), Date.parse(to), most).map(({ label, context }) =>
    [label, context].filter(Boolean).join(" "),
  );

describe("ticks of a calendar", () => {
  it("are the months of half a year, the year said once", () => {
    expect(labels("2001-02-01", "2001-06-30")).toEqual(["Feb 2001", "Mar", "Apr", "May", "Jun"]);
  });

  it("are what people count by: years, quarters, Mondays, days, hours, minutes", () => {
    expect(labels("1998-03-01", "2003-01-02")).toEqual(["1999", "2000", "2001", "2002", "2003"]);
    expect(labels("2001-02-01", "2002-05-01")).toEqual(["Apr 2001", "Jul", "Oct", "Jan 2002", "Apr"]);
    expect(labels("2026-11-01", "2026-11-29")).toEqual(["2 Nov 2026", "9 Nov", "16 Nov", "23 Nov"]);
    expect(labels("2026-12-30", "2027-01-02")).toEqual(["30 Dec 2026", "31 Dec", "1 Jan 2027", "2 Jan"]);
    expect(labels("2026-11-28T20:00Z", "2026-11-29T09:00Z")).toEqual([
      "21:00 28 Nov 2026",
      "00:00 29 Nov 2026",
      "03:00",
      "06:00",
      "09:00",
    ]);
    expect(labels("2026-11-28T20:00Z", "2026-11-28T20:00:10Z")).toContain("20:00:02");
    expect(labels("1950-01-01", "2050-01-01")).toEqual(["1960", "1980", "2000", "2020", "2040"]);
  });

  it("are from two to as many as can be read, within the range, in order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3e12, max: 4e12 }),
        fc.double({ min: Math.log(4000), max: Math.log(100 * 365 * day), noNaN: true }),
        fc.integer({ min: 3, max: 14 }),
        (from, size, most) => {
          const to = from + Math.round(Math.exp(size));
          const values = calendarTicks(from, to, most).map(({ value }) => value);
          expect(values.length).toBeGreaterThanOrEqual(2);
          expect(values.length).toBeLessThanOrEqual(most);
          expect(
            values.every(
              (value, at) => value >= from && value <= to && (at === 0 || value > (values[at - 1] as number)),
            ),
          ).toBe(true);
        },
      ),
    );
  });

  it("are evenly placed by the calendar: as many months, or as many milliseconds, from each to the next", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3e12, max: 4e12 }),
        fc.double({ min: Math.log(4000), max: Math.log(100 * 365 * day), noNaN: true }),
        (from, size) => {
          const values = calendarTicks(from, from + Math.round(Math.exp(size)), 6).map(({ value }) => value);
          const steps = (of: (value: number) => number) =>
            new Set(values.slice(1).map((value, at) => of(value) - of(values[at] as number)));
          const monthOf = (value: number) => 12 * new Date(value).getUTCFullYear() + new Date(value).getUTCMonth();
          const byMonth =
            values.every((value) => new Date(value).getUTCDate() === 1 && value % day === 0) &&
            steps(monthOf).size === 1;
          expect(byMonth || steps(Number).size === 1).toBe(true);
          expect(values.every((value) => value % 1000 === 0)).toBe(true);
        },
      ),
    );
  });
});
