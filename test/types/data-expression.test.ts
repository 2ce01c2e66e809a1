import {
  type Columns,
  type Condition,
  contract,
  derive,
  type Expression,
  type NumberColumn,
  type RowOf,
  type TextColumn,
  type TimeColumn,
} from "golden-pipeline/schema";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { FeatureColumns, KeysOf } from "../../src/schema/house.js";
import { columnsOf } from "../../src/schema/house.js";

const flights = contract(
  "flights",
  z.object({
    date: z.date(),
    landedAt: z.date().nullable(),
    origin: z.string(),
    destination: z.string(),
    gate: z.string().optional(),
    carrier: z.enum(["AA", "DL"]),
    distance: z.int(),
    taxi: z.number().nullable(),
    cancelled: z.boolean(),
    notes: z.array(z.string()),
    delay: z.int(),
  }),
  { eventTime: "date", labels: { delay: { knownAt: (flight) => flight.date.plusMinutes(60) } } },
);
type Flight = RowOf<typeof flights>;
/** What the features room hands to its callback: no label columns, which only histories may look at. */
type Known = Omit<FeatureColumns<Flight, "delay">, "delay">;

const row = columnsOf(flights.columns, { place: "test", owner: "contract flights" }) as Columns<Flight>;
// A type only: what uses it is never called.
declare const known: Known;

describe("a row's columns", () => {
  it("offer what their types allow, and know whether they may be missing", () => {
    expectTypeOf(row.distance).toEqualTypeOf<NumberColumn<number>>();
    expectTypeOf(row.taxi).toEqualTypeOf<NumberColumn<number | null>>();
    expectTypeOf(row.origin).toEqualTypeOf<TextColumn<string, Flight>>();
    expectTypeOf(row.gate).toEqualTypeOf<TextColumn<string | null, Flight>>();
    expectTypeOf(row.carrier).toEqualTypeOf<TextColumn<string, Flight>>();
    expectTypeOf(row.date).toExtend<TimeColumn<Date>>();
    expectTypeOf(row.landedAt).toExtend<TimeColumn<Date | null>>();
    expectTypeOf(row.landedAt).not.toExtend<TimeColumn<Date>>();
    expectTypeOf(row.cancelled).toExtend<Condition>();
    expectTypeOf(row.notes.isMissing()).toEqualTypeOf<Condition<boolean>>();
  });

  it("keep in arithmetic that a value may be missing, until it is imputed", () => {
    const check = () => {
      expectTypeOf(row.taxi.plus(1)).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(row.distance.plus(row.taxi)).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(row.distance.plus(1).times(row.distance)).toEqualTypeOf<NumberColumn<number>>();
      expectTypeOf(row.taxi.impute(0)).toEqualTypeOf<NumberColumn<number>>();
      expectTypeOf(row.gate.impute("none")).toEqualTypeOf<TextColumn<string, Flight>>();
      expectTypeOf(row.landedAt.minutesSince(row.date)).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(row.date.minutesSince(row.date)).toEqualTypeOf<NumberColumn<number>>();
      expectTypeOf(row.date.minutesSince(row.landedAt)).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(row.date.plusMinutes(row.taxi)).toExtend<TimeColumn<Date | null>>();
      expectTypeOf(row.date.plusMinutes(row.taxi)).not.toExtend<TimeColumn<Date>>();
      expectTypeOf(row.date.plusMinutes(60)).toExtend<TimeColumn<Date>>();
      const given: () => readonly [TimeColumn, NumberColumn, TimeColumn] = () => [
        row.date.plusMinutes(60),
        row.date.hourOfDay(),
        row.date.inZone("UTC"),
      ];
      expectTypeOf(given).toBeFunction();
      expectTypeOf(row.landedAt.hourOfDay()).toExtend<NumberColumn<number | null>>();
      expectTypeOf(row.landedAt.hourOfDay()).not.toExtend<Expression<number>>();
      expectTypeOf(row.date.hourOfDay()).toExtend<NumberColumn<number>>();
      expectTypeOf(row.landedAt.day()).toExtend<Expression<string | null>>();
      expectTypeOf(row.landedAt.day()).not.toExtend<Expression<string>>();
      expectTypeOf(row.origin.lookup({ ATL: "a" })).toEqualTypeOf<TextColumn<string | null, Flight>>();
      expectTypeOf(row.origin.lookupNumber({ ATL: 1 })).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(row.date.day()).toExtend<Expression<string>>();
    };
    expectTypeOf(check).toBeFunction();
  });

  it("give conditions that are missing where an operand may be", () => {
    const check = () => {
      expectTypeOf(row.distance.atLeast(15)).toEqualTypeOf<Condition<boolean>>();
      expectTypeOf(row.taxi.atLeast(15)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.distance.below(row.taxi)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.taxi.impute(0).below(row.distance)).toEqualTypeOf<Condition<boolean>>();
      expectTypeOf(row.taxi.between(0, 1)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.taxi.oneOf([1])).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.origin.equals("ATL")).toEqualTypeOf<Condition<boolean>>();
      expectTypeOf(row.origin.differsFrom(row.gate)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.gate.matches(/1/)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.gate.oneOf(["1"])).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.date.before(new Date(0))).toEqualTypeOf<Condition<boolean>>();
      expectTypeOf(row.date.before(row.landedAt)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.landedAt.atOrAfter(row.date)).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.landedAt.isMissing()).toEqualTypeOf<Condition<boolean>>();
      expectTypeOf(row.cancelled.and(row.taxi.above(1))).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.taxi.above(1).or(row.cancelled).not()).toEqualTypeOf<Condition<boolean | null>>();
      expectTypeOf(row.cancelled.and(row.distance.above(1)).not()).toEqualTypeOf<Condition<boolean>>();
      const derived = derive(z.object({ gate: z.string().nullable(), origin: z.string() }), (raw) => ({
        remote: raw.gate.matches(/^R/),
        home: raw.origin.equals("ATL"),
      }));
      const gates = contract("gates", derived);
      expectTypeOf<RowOf<typeof gates>["remote"]>().toEqualTypeOf<boolean | null>();
      expectTypeOf<RowOf<typeof gates>["home"]>().toEqualTypeOf<boolean>();
    };
    expectTypeOf(check).toBeFunction();
  });

  it("are named by their types", () => {
    expectTypeOf<KeysOf<Flight, Date>>().toEqualTypeOf<"date" | "landedAt">();
    expectTypeOf<KeysOf<Flight, number>>().toEqualTypeOf<"distance" | "taxi" | "delay">();
  });

  it("do not compile with a wrong name or a wrong operation", () => {
    const wrong = () => {
      // @ts-expect-error no such column
      row.orgin.oneHot();
      // @ts-expect-error a number operation on a text column
      row.origin.standardize();
      // @ts-expect-error a text operation on a number column
      row.distance.oneHot();
      // @ts-expect-error a time operation on a text column
      row.origin.hourOfDay();
      // @ts-expect-error numbers and texts do not compare
      row.distance.atLeast(row.origin);
      // @ts-expect-error texts and numbers do not compare
      row.origin.differsFrom(15);
      // @ts-expect-error a text among numbers
      row.distance.oneOf([1, "2"]);
      // @ts-expect-error arithmetic needs numbers
      row.distance.plus(row.date);
      // @ts-expect-error a number is no condition
      row.cancelled.and(row.distance);
      // @ts-expect-error nested values can only be missing
      row.notes.oneOf([["a"]]);
      // @ts-expect-error a repeating quantity needs its period
      row.distance.cyclical();
    };
    expectTypeOf(wrong).toBeFunction();
  });
});

describe("what features see", () => {
  it("lacks the labels, and histories have them", () => {
    expectTypeOf<keyof Known>().toEqualTypeOf<Exclude<keyof Flight, "delay">>();
    const right = () => {
      expectTypeOf(known.origin.history({ window: "6h" }).mean("delay")).toEqualTypeOf<NumberColumn<number | null>>();
      expectTypeOf(known.origin.history({ window: "6h" }).count()).toEqualTypeOf<NumberColumn<number>>();
      known.origin.history({ window: "7d", knownAt: (past) => past.date }).mean((past) => past.delay.atLeast(15));
      known.origin.lookup({ ATL: "south" }).history({ window: "30m" }).maximum("delay");
      const byDay = known.date.plusMinutes(60).inZone("UTC").day().history({ window: "7d" });
      expectTypeOf(byDay.mean((past) => past.delay.atLeast(15))).toEqualTypeOf<NumberColumn<number | null>>();
      known.date
        .day()
        .history({ window: "7d", knownAt: (past) => past.landedAt })
        .mean("taxi");
      known.landedAt
        .day()
        .history({ window: "7d" })
        .mean((past) => past.taxi.atLeast(past.distance));
    };
    expectTypeOf(right).toBeFunction();
  });

  it("does not compile with a label, a typo, or a window that is no length of time", () => {
    const wrong = () => {
      // @ts-expect-error a label is not known yet
      known.delay.standardize();
      // @ts-expect-error no such column
      known.origin.history({ window: "6h" }).mean("dealy");
      // @ts-expect-error a mean of texts
      known.origin.history({ window: "6h" }).mean("destination");
      const byDay = known.date.day().history({ window: "6h" });
      // @ts-expect-error no such column
      byDay.mean((past) => past.dealy);
      // @ts-expect-error no length of time
      known.origin.history({ window: "6 hours" });
      // @ts-expect-error a history needs its window
      known.origin.history({});
      // @ts-expect-error a known time is a time
      known.origin.history({ window: "6h", knownAt: (past) => past.distance });
      // @ts-expect-error histories are by words
      known.distance.history({ window: "6h" });
    };
    expectTypeOf(wrong).toBeFunction();
  });
});

describe("a column of any value", () => {
  it("has what every column has and is of no type of its own", () => {
    const papers = contract("papers", z.object({ pages: z.int(), found: z.any() }));
    type Paper = Columns<RowOf<typeof papers>>;
    expectTypeOf<Paper["pages"]>().toHaveProperty("standardize");
    expectTypeOf<Paper["found"]>().not.toHaveProperty("standardize");
    expectTypeOf<Paper["found"]>().not.toHaveProperty("and");
    expectTypeOf<Paper["found"]>().toHaveProperty("isMissing");
  });
});
