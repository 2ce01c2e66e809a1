import { type Columns, contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsOf, outlineCallback } from "../../../src/schema/house.js";

type Flight = {
  readonly a: number;
  readonly b: number;
  readonly "a.equals(b)": boolean;
  readonly delay: number;
  readonly distance: number;
  readonly departedAt: Date;
  readonly at: Date;
  readonly origin: string;
  readonly zone: string;
  readonly name: string;
  readonly user: string;
};
type Row = Columns<Flight>;
const outline = (callback: (row: Row) => unknown) => outlineCallback("here", callback);

describe("outlineCallback", () => {
  it("says what is built of the columns, whatever the parameters are called and however it is written", () => {
    expect(outline((flight) => flight.departedAt.day())).toBe("departedAt.day()");
    expect(outline(({ departedAt: t }) => t.day())).toBe("departedAt.day()");
    function minified(n: Row) {
      const r = n.departedAt;
      return r.day();
    }
    expect(outline(minified)).toBe("departedAt.day()");
  });

  it("tells other columns, methods and arguments apart", () => {
    const outlines = [
      outline((row) => row.a.atLeast(1)),
      outline((row) => row.b.atLeast(1)),
      outline((row) => row.a.above(1)),
      outline((row) => row.a.atLeast(2)),
      outline((row) => row.a.atLeast(row.b)),
      outline((row) => row.name.equals("b")),
      outline((row) => row["a.equals(b)"].not()),
    ];
    expect(outlines).toMatchInlineSnapshot(`
      [
        "a.atLeast(1)",
        "b.atLeast(1)",
        "a.above(1)",
        "a.atLeast(2)",
        "a.atLeast(b)",
        "name.equals("b")",
        "["a.equals(b)"].not()",
      ]
    `);
    expect(new Set(outlines).size).toBe(outlines.length);
  });

  it("goes into options, lists, patterns, times, conditions and callbacks, and sorts names", () => {
    expect(
      outline((row) => ({
        "far away": row.distance.above(1000).and(row.origin.oneOf(["ATL", "é"])),
        early: row.at
          .hourOfDay({ zone: row.zone })
          .below(6)
          .or(row.at.before(new Date(0))),
        busy: row.origin
          .history({ window: "6h", knownAt: (past) => past.at })
          .count()
          .above(3),
        named: row.name.matches(/^a+$/i).not(),
      })),
    ).toMatchInlineSnapshot(
      `"{"busy": origin.history({"knownAt": row => at, "window": "6h"}).count().above(3), "early": at.hourOfDay({"zone": zone}).below(6).or(at.before({"$date":"1970-01-01T00:00:00.000Z"})), "far away": distance.above(1000).and(origin.oneOf(["ATL", "é"])), "named": name.matches(/^a+$/i).not()}"`,
    );
  });

  it("takes a column itself, and expressions that were built elsewhere by their nodes", () => {
    expect(outline((row) => row.user)).toBe("user");
    const flights = contract("flights", z.object({ delay: z.int() }));
    const elsewhere = columnsOf(flights.columns, { place: "test", owner: "contract flights" }).delay;
    expect(outline(() => elsewhere)).toBe('expression {"name":"delay","op":"column","type":"integer"}');
  });

  it("refuses what does more than to build, in a sentence", () => {
    expect(() => outline((row) => `${row.user}`)).toThrow(
      "[here] Expected a function that does nothing but build expressions",
    );
    expect(() => outline((row) => (Number(row.delay) > 5 ? row.a : row.b))).toThrow("no value to compute with");
    expect(() => outline((row) => Reflect.apply(Object(row.a), undefined, []))).toThrow("which is no function");
    expect(() => outline(async (row) => row.a)).toThrow("is not built of columns");
    expect(() => outline((row) => new Map([["a", row.a]]))).toThrow("is not built of columns");
  });
});
