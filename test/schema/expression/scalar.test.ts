import fc from "fast-check";
import type { Columns, RowOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import type { ExpressionNode } from "../../../src/schema/house.js";
import { columnsOf, columnsUsed, compileRow, operandsOf, typeOf } from "../../../src/schema/house.js";
import { flights } from "./flights.js";
import { arbitraryRow, condition, instant, number, text } from "./reference.js";

const flight = columnsOf(flights.columns, { place: "test", owner: "contract flights" }) as Columns<
  RowOf<typeof flights>
>;

describe("the type of an expression", () => {
  it("is the type of its value", () => {
    fc.assert(
      fc.property(fc.oneof(number, condition, text, instant), arbitraryRow, (node, row) => {
        const value = compileRow(node)(row);
        if (value === null) return;
        const javascript = { number: "number", integer: "number", time: "number", boolean: "boolean", text: "string" };
        expect(typeof value).toBe(javascript[typeOf(node) as keyof typeof javascript]);
      }),
    );
  });

  it("is not integer where fractions may come in", () => {
    expect(typeOf(flight.delay.node)).toBe("integer");
    expect([typeOf(flight.delay.impute(0).node), typeOf(flight.delay.impute(0.5).node)]).toEqual(["integer", "number"]);
    const choose = (whenTrue: ExpressionNode, whenFalse: ExpressionNode): ExpressionNode => ({
      op: "choose",
      condition: flight.cancelled.node,
      whenTrue,
      whenFalse,
    });
    expect(typeOf(choose(flight.delay.node, flight.delay.node))).toBe("integer");
    expect(typeOf(choose(flight.delay.node, flight.distance.node))).toBe("number");
    expect(typeOf(choose(flight.distance.node, flight.delay.node))).toBe("number");
  });
});

describe("the columns an expression uses", () => {
  it("are the columns of its own row, sorted, each once", () => {
    const sum = flight.origin
      .differsFrom(flight.destination)
      .and(flight.delay.plus(flight.distance).above(flight.delay));
    expect(columnsUsed(sum.node)).toEqual(["delay", "destination", "distance", "origin"]);
    expect(columnsUsed(flight.date.hourOfDay({ zone: flight.gate }).node)).toEqual(["date", "gate"]);
  });

  it("leave out those that a history reads of earlier rows", () => {
    const history: ExpressionNode = {
      op: "history",
      aggregate: "mean",
      key: flight.origin.node,
      knownAt: flight.departedAt.node,
      windowMinutes: 60,
      value: flight.delay.node,
    };
    expect(columnsUsed(history)).toEqual(["origin"]);
    expect(operandsOf(history)).toHaveLength(3);
  });
});
