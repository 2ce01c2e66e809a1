import { features } from "golden-pipeline/features";
import { describe, expect, it } from "vitest";
import { historySeries, prepareFeature } from "../../../src/model/house.js";
import { flights } from "../../features/flights.js";

const [node] = features(flights, (flight) => {
  const recent = flight.origin.history({ window: "6h" }).mean("delay");
  return { x: recent.impute(0).minus(flight.distance).plus(recent.impute(1)).standardize() };
}).definitions.map((definition) => definition.node);

describe("a feature taken apart", () => {
  it("has its histories once each, wherever they stand, then an expression over one row, then what is learned", () => {
    if (node === undefined) throw new Error("there is a feature");
    const { histories, expression, fitted } = prepareFeature(node);
    expect(fitted).toBe("standardize");
    expect(histories).toHaveLength(1);
    const column = { op: "column", name: histories[0]?.column, type: "number" };
    expect(expression).toEqual({
      op: "add",
      left: {
        op: "subtract",
        left: { op: "impute", of: column, value: 0 },
        right: { op: "column", name: "distance", type: "number" },
      },
      right: { op: "impute", of: column, value: 1 },
    });
  });

  it("leaves the words of a lookup table alone, whatever they are", () => {
    const [table] = features(flights, ({ origin }) => ({
      x: origin.lookupNumber({ op: 1, history: 2 }),
      y: origin.lookup({ op: "history", key: "column" }).oneHot(),
    })).definitions.map((definition) => prepareFeature(definition.node).expression);
    expect(table).toMatchObject({ op: "lookup", entries: { op: 1, history: 2 } });
  });
});

describe("a history's series", () => {
  it("is shared by windows and aggregates over the same values, and by no others", () => {
    const series = features(flights, (flight) => ({
      mean: flight.origin.history({ window: "6h" }).mean("delay"),
      most: flight.origin.history({ window: "1d" }).maximum("delay"),
      other: flight.carrier.history({ window: "6h" }).mean("delay"),
      early: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt }).mean("delay"),
    })).definitions.flatMap((definition) => (definition.node.op === "history" ? historySeries(definition.node) : []));
    expect(series[1]).toBe(series[0]);
    expect(new Set(series).size).toBe(3);
  });
});
