import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTime, isEpochMilliseconds } from "../../../src/core/house.js";

const refused = (value: unknown): string => {
  try {
    checkTime("place", "time", value);
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

  it("is nothing else, and the error says what to do", () => {
    expect(refused(new Date(0))).toContain("`time` to be milliseconds since 1970: a date gives them by `getTime()`");
    expect(refused("2001-02-03")).toContain("`Date.parse`");
    for (const time of [undefined, Number.NaN, Number.POSITIVE_INFINITY, null, 5n, {}])
      expect(refused(time)).toContain("`time` to be milliseconds since 1970");
  });
});
