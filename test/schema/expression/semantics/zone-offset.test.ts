import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, zoneOffset } from "../../../../src/schema/house.js";
import { wallClock, zones } from "./zones.js";

const hour = 3_600_000;
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) });

describe("the offset of a zone", () => {
  it("is Intl's at any instant", () => {
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        expect(zoneOffset(at, name)).toBe(wallClock(at, name).offset);
      }),
      { numRuns: 3000 },
    );
  });

  it("is Intl's on both sides of every change, to the millisecond", () => {
    for (const name of zones) {
      for (let at = Date.UTC(2004, 0, 1); at < Date.UTC(2013, 0, 1); at += 24 * hour) {
        const before = wallClock(at, name).offset;
        if (before === wallClock(at + 24 * hour, name).offset) continue;
        let [low, high] = [at, at + 24 * hour];
        while (high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (wallClock(middle, name).offset === before) low = middle;
          else high = middle;
        }
        expect([zoneOffset(low, name), zoneOffset(high, name)]).toEqual([before, wallClock(high, name).offset]);
        expect(zoneOffset(high + 90_000, name)).toBe(wallClock(high + 90_000, name).offset);
      }
    }
  });

  it("changes where the law says, also one minute after midnight", () => {
    const at = Date.parse("2007-03-11T03:31:00Z");
    expect([zoneOffset(at - 1, "America/St_Johns"), zoneOffset(at, "America/St_Johns")]).toEqual([
      -3.5 * hour,
      -2.5 * hour,
    ]);
  });

  it("does not depend on what was asked before", () => {
    const asked = fc.array(fc.tuple(instant, zone), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(asked, (questions) => {
        const forwards = questions.map(([at, name]) => zoneOffset(at, name));
        const backwards = [...questions].reverse().map(([at, name]) => zoneOffset(at, name));
        expect(backwards.reverse()).toEqual(forwards);
      }),
    );
  });

  it("is NaN for what is no instant and for an unknown zone", () => {
    expect(zoneOffset(Number.NaN, "Europe/Berlin")).toBeNaN();
    expect(zoneOffset(Number.POSITIVE_INFINITY, "Europe/Berlin")).toBeNaN();
    expect(zoneOffset(9e15, "Europe/Berlin")).toBeNaN();
    expect(zoneOffset(0, "Mars/Base")).toBeNaN();
  });

  it("is known at both ends of time", () => {
    expect(Number.isFinite(zoneOffset(8.64e15, "America/New_York"))).toBe(true);
    expect(Number.isFinite(zoneOffset(-8.64e15, "America/New_York"))).toBe(true);
  });
});

describe("the instant of a wall-clock time", () => {
  /** Every instant at which the clock shows this time, by trying all offsets of the days around it. */
  function candidates(wall: number, name: string): number[] {
    const offsets = new Set<number>();
    for (let at = wall - 30 * hour; at <= wall + 30 * hour; at += hour) offsets.add(wallClock(at, name).offset);
    return [...offsets]
      .map((offset) => wall - offset)
      .filter((at) => at + wallClock(at, name).offset === wall)
      .sort((a, b) => a - b);
  }

  it("is the first instant at which the clock shows it", () => {
    const modern = fc.integer({ min: Date.UTC(1975, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });
    fc.assert(
      fc.property(modern, zone, (minutes, name) => {
        const [first] = candidates(minutes * 60_000, name);
        if (first !== undefined) expect(instantOf(minutes * 60_000, name)).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["2001-04-01T02:30:00Z", "America/New_York", "2001-04-01T07:30:00.000Z", "skipped: 03:30 EDT"],
    ["2001-10-28T01:30:00Z", "America/New_York", "2001-10-28T05:30:00.000Z", "twice: the first, EDT"],
    ["2001-10-28T02:00:00Z", "America/New_York", "2001-10-28T07:00:00.000Z", "once again: EST"],
    ["2001-04-01T03:00:00Z", "America/New_York", "2001-04-01T07:00:00.000Z", "the first minute of EDT"],
    ["2007-03-11T00:30:00Z", "America/St_Johns", "2007-03-11T04:00:00.000Z", "skipped from 00:01"],
    ["2011-04-03T01:45:00Z", "Australia/Lord_Howe", "2011-04-02T14:45:00.000Z", "twice, half an hour apart"],
    ["2011-12-30T12:00:00Z", "Pacific/Apia", "2011-12-30T22:00:00.000Z", "a skipped day: noon of the next"],
    ["2001-01-31T12:00:00Z", "UTC", "2001-01-31T12:00:00.000Z", "UTC"],
  ])("reads %s in %s as %s (%s)", (wall, name, expected) => {
    expect(new Date(instantOf(Date.parse(wall), name)).toISOString()).toBe(expected);
  });

  it("agrees with every clock time of the days on which clocks change", () => {
    for (const [name, day] of [
      ["America/New_York", "2001-04-01"],
      ["America/New_York", "2001-10-28"],
      ["Australia/Lord_Howe", "2011-04-03"],
      ["America/St_Johns", "2006-10-29"],
    ] as const)
      for (let minute = 0; minute < 24 * 60; minute += 7) {
        const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
        const [first] = candidates(wall, name);
        const at = instantOf(wall, name);
        if (first !== undefined) expect(at).toBe(first);
        // A skipped time is shown later by what was skipped: never earlier, never by more than the jump.
        else expect(at + wallClock(at, name).offset - wall).toBe(hour);
      }
  });

  it("is NaN for what is no instant and for an unknown zone", () => {
    expect(instantOf(Number.NaN, "Europe/Berlin")).toBeNaN();
    expect(instantOf(Number.POSITIVE_INFINITY, "Europe/Berlin")).toBeNaN();
    expect(instantOf(0, "Mars/Base")).toBeNaN();
  });
});
