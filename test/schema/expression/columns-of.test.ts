import type { Columns, Expression, RowOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { columnsOf, compileRow } from "../../../src/schema/house.js";
import { flights } from "./flights.js";

const flight = columnsOf(flights.columns, { place: "test", owner: "contract flights" }) as Columns<
  RowOf<typeof flights>
>;
const row = {
  date: new Date("2001-01-31T23:30:00Z"),
  delay: 12,
  distance: 500.5,
  origin: "ATL",
  destination: "JFK",
  gate: null,
  cancelled: false,
  diverted: null,
  extra: [],
  departedAt: new Date("2001-02-01T04:30:00Z"),
};
const value = (expression: Expression<unknown>) => compileRow(expression.node)(row);

describe("number columns", () => {
  it("do arithmetic with numbers and with each other", () => {
    expect(value(flight.delay.plus(1))).toBe(13);
    expect(value(flight.delay.minus(flight.distance))).toBe(-488.5);
    expect(value(flight.delay.times(2).dividedBy(5))).toBe(4.8);
    expect(value(flight.delay.minus(20).absolute())).toBe(8);
    expect(value(flight.distance.floor())).toBe(500);
    expect(value(flight.delay.logarithm())).toBe(Math.log(12));
    expect([
      value(flight.delay.clip(15, 20)),
      value(flight.delay.clip(0, 10)),
      value(flight.delay.clip(0, 20)),
    ]).toEqual([15, 10, 12]);
  });

  it("compare in the direction that their names say", () => {
    const comparisons = (limit: number) => [
      value(flight.delay.atLeast(limit)),
      value(flight.delay.atMost(limit)),
      value(flight.delay.above(limit)),
      value(flight.delay.below(limit)),
      value(flight.delay.equals(limit)),
    ];
    expect(comparisons(11)).toEqual([true, false, true, false, false]);
    expect(comparisons(12)).toEqual([true, true, false, false, true]);
    expect(comparisons(13)).toEqual([false, true, false, true, false]);
    expect([value(flight.delay.between(12, 12)), value(flight.delay.between(13, 20))]).toEqual([true, false]);
    expect([value(flight.delay.oneOf([1, 12])), value(flight.delay.oneOf([]))]).toEqual([true, false]);
    expect(value(flight.delay.below(flight.distance))).toBe(true);
  });

  it("refuse limits that make no sense", () => {
    expect(() => flight.delay.clip(2, 1)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected \`high\` to be at least 2, got 1 (number)]`,
    );
    expect(() => flight.delay.oneOf([Number.NaN])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected values without NaN, which equals nothing, got NaN (number)]`,
    );
    expect(() => flight.delay.cyclical({ period: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected \`period\` to be a finite number above 0, got 0 (number)]`,
    );
  });
});

describe("text columns", () => {
  it("compare, match and translate", () => {
    expect(value(flight.origin.equals("ATL"))).toBe(true);
    expect(value(flight.origin.differsFrom(flight.destination))).toBe(true);
    expect(value(flight.origin.oneOf(["JFK"]))).toBe(false);
    expect(value(flight.origin.matches(/^a/i))).toBe(true);
    expect(value(flight.origin.lookup({ ATL: "Atlanta" }))).toBe("Atlanta");
    expect(value(flight.destination.lookup({ ATL: "Atlanta" }))).toBeNull();
    expect(value(flight.origin.lookupNumber({ ATL: 313 }).plus(1))).toBe(314);
    expect(value(flight.gate.impute("unknown"))).toBe("unknown");
    expect(value(flight.gate.equals("A1"))).toBeNull();
    expect(value(flight.gate.isMissing())).toBe(true);
  });

  it("copy the lists and tables they are given", () => {
    const words = ["ATL"];
    const condition = flight.origin.oneOf(words);
    words[0] = "JFK";
    expect(value(condition)).toBe(true);
  });

  it("refuse patterns that remember, and less than one category", () => {
    expect(() => flight.origin.matches(/a/g)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected a pattern without the flags g and y, got "/a/g" (string)]`,
    );
    expect(() => flight.origin.matches(/a/y)).toThrow("without the flags g and y");
    expect(() => flight.origin.oneHot({ maxCategories: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features] Expected \`maxCategories\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });

  it("keep 60 categories by default", () => {
    expect(flight.origin.oneHot().node).toMatchObject({ op: "one-hot", maximumCategories: 60 });
  });
});

describe("time columns", () => {
  it("tell the calendar of a zone, which is UTC by default", () => {
    expect(value(flight.date.hourOfDay())).toBe(23);
    expect(value(flight.date.hourOfDay({ zone: "Asia/Kolkata" }))).toBe(5);
    expect(value(flight.date.dayOfWeek())).toBe(3);
    expect(value(flight.date.month({ zone: "Asia/Kolkata" }))).toBe(2);
    expect(value(flight.date.day())).toBe("2001-01-31");
    expect(value(flight.date.day({ zone: "Asia/Kolkata" }).equals("2001-02-01"))).toBe(true);
    expect(value(flight.date.inZone("America/New_York"))).toBe(Date.parse("2001-02-01T04:30:00Z"));
    expect(value(flight.date.hourOfDay({ zone: flight.origin.lookup({ ATL: "Asia/Tokyo" }) }))).toBe(8);
  });

  it("count minutes and compare", () => {
    expect(value(flight.departedAt.minutesSince(flight.date))).toBe(300);
    expect(value(flight.date.plusMinutes(flight.delay))).toBe(row.date.getTime() + 720_000);
    expect(value(flight.date.before(flight.departedAt))).toBe(true);
    expect(value(flight.date.before(row.date))).toBe(false);
    expect(value(flight.date.atOrAfter(row.date))).toBe(true);
    expect(value(flight.date.oneOf([row.date]))).toBe(true);
  });

  it("know how their parts repeat", () => {
    expect(flight.date.hourOfDay().cyclical().node).toMatchObject({ op: "cyclical", period: 24 });
    expect(flight.date.dayOfWeek().cyclical().node).toMatchObject({ period: 7 });
    expect(flight.date.month().cyclical({ period: 6 }).node).toMatchObject({ period: 6 });
  });

  it("refuse a zone that is written into the expression and does not exist, and an invalid Date", () => {
    expect(() => flight.date.inZone("Mars/Base")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected an IANA time zone, e.g. America/New_York, got "Mars/Base" (string)]`,
    );
    expect(() => flight.date.day({ zone: flight.origin.lookup({ ATL: "America/NewYork" }) })).toThrow(
      "America/NewYork",
    );
    expect(() => flight.date.day({ zone: flight.gate.impute("nowhere") })).toThrow("nowhere");
    expect(() => flight.date.before(new Date(Number.NaN))).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected \`before\` to be given a Date or an expression of a time, got an invalid date (Date)]`,
    );
  });
});

describe("yes/no columns", () => {
  it("are conditions that may be missing", () => {
    expect(value(flight.cancelled.not().and(flight.delay.atLeast(1)))).toBe(true);
    expect(value(flight.cancelled.or(flight.diverted))).toBeNull();
    expect(value(flight.diverted.isMissing())).toBe(true);
    expect(value(flight.diverted.impute(false).or(flight.cancelled))).toBe(false);
  });
});

describe("columns without columnar form", () => {
  it("can only be missing", () => {
    expect(value(flight.extra.isMissing())).toBe(false);
  });
});
