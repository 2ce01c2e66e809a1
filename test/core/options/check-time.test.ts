import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTime, isEpochMilliseconds } from "../../../src/core/house.js";

const refused = (value: unknown, clock?: { now(): number }): string => {
  try {
    checkTime("place", "time", value, clock);
  } catch (error) {
    return (error as Error).message;
  }
  return "taken";
};

describe("a time", () => {
  it("is milliseconds since 1970: any moment from 2000 to 2100 is taken so, and refused in seconds, microseconds and nanoseconds", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        (date) => {
          const time = date.getTime();
          expect(isEpochMilliseconds(time)).toBe(true);
          expect(refused(time / 1000)).toContain("seconds? multiply by 1000");
          for (const finer of [time * 1000, time * 1e6])
            expect(refused(finer)).toContain("microseconds or finer? divide");
        },
      ),
    );
  });

  it("may be of a simulated clock that begins at 0, and lie before 1970", () => {
    for (const time of [0, -0, 1, 86_400_000, -1e12]) expect(refused(time)).toBe("taken");
  });

  it("is never taken for seconds where the clock is simulated, from 0 until 2000", () => {
    const now = fc.integer({ min: 0, max: Date.UTC(2000, 0) - 1 });
    const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) - 1 });
    fc.assert(
      fc.property(
        now,
        fc.oneof(
          time,
          time.map((value) => Math.floor(value / 1000)),
        ),
        (at, value) => {
          expect(refused(value, { now: () => at })).toBe("taken");
        },
      ),
    );
    const inSeconds = Date.UTC(2024, 0) / 1000;
    for (const clock of [{ now: () => Date.UTC(2000, 0) }, { now: () => Date.now() }, undefined])
      expect(refused(inSeconds, clock)).toContain("of a simulated time? give its clock as `clock`");
    expect(refused(Date.UTC(2024, 0) * 1000, { now: () => 0 })).toContain("microseconds or finer? divide");
  });

  it("is nothing else, and the error says what to do", () => {
    expect(refused(new Date(0))).toContain("`time` to be milliseconds since 1970: a date gives them by `getTime()`");
    expect(refused("2001-02-03")).toContain("`Date.parse`");
    for (const time of [undefined, Number.NaN, Number.POSITIVE_INFINITY, null, 5n, {}])
      expect(refused(time)).toContain("`time` to be milliseconds since 1970");
  });
});
