import { type Columns, describeExpression, type RowOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { columnsOf, type FeatureColumns, type HistoryScope } from "../../../src/schema/house.js";
import { flights } from "./flights.js";

type Flight = RowOf<typeof flights>;
type Known = Omit<FeatureColumns<Flight, "delay" | "diverted">, "delay" | "diverted">;

const scoped = (scope: Partial<HistoryScope> = {}): Known => {
  const { name, columns, eventTime, labels } = flights;
  const known = columns.filter((column) => !(column.name in labels));
  return columnsOf(
    known,
    { place: "test", owner: "contract flights" },
    { contract: name, columns, eventTime, labels, ...scope },
  ) as Known;
};
const byOrigin = () => scoped().origin.history({ window: "6h" });

describe("a history", () => {
  it("of a label is known when the contract says that the label is", () => {
    expect(byOrigin().mean("delay").node).toEqual({
      op: "history",
      aggregate: "mean",
      key: { op: "column", name: "origin", type: "text" },
      knownAt: flights.labels.delay?.knownAt,
      windowMinutes: 360,
      value: { op: "column", name: "delay", type: "integer" },
    });
  });

  it("of other columns is known at their event time, and so is a count of rows", () => {
    const eventTime = { op: "column", name: "departedAt", type: "time" };
    expect(byOrigin().sum("distance").node).toMatchObject({ knownAt: eventTime });
    expect(byOrigin().count().node).toMatchObject({ knownAt: eventTime });
    expect("value" in byOrigin().count().node).toBe(false);
  });

  it("of several labels is known when the last of them is", () => {
    const late = byOrigin().mean((past) => past.delay.atLeast(15).and(past.diverted.not())).node;
    const [delay, diverted] = [flights.labels.delay?.knownAt, flights.labels.diverted?.knownAt];
    expect(late).toMatchObject({
      knownAt: {
        op: "choose",
        condition: { op: "less", left: delay, right: diverted },
        whenTrue: diverted,
        whenFalse: delay,
      },
    });
  });

  it("may state itself when it is known", () => {
    const { node } = scoped()
      .origin.history({ window: "1d", knownAt: (past) => past.date.plusMinutes(5) })
      .maximum("delay");
    expect(describeExpression(node)).toMatchInlineSnapshot(`"maximum of delay by origin known in the last 1440 min"`);
  });

  it("looks back for minutes, hours or days", () => {
    const minutes = (["30m", "1.5h", "7d"] as const).map((window) => {
      const { node } = scoped().origin.history({ window }).count();
      return node.op === "history" ? node.windowMinutes : undefined;
    });
    expect(minutes).toEqual([30, 90, 10_080]);
  });

  it("may be by a word made of others", () => {
    const { node } = scoped().origin.lookup({ ATL: "south" }).history({ window: "6h" }).minimum("delay");
    expect(node).toMatchObject({ aggregate: "minimum", key: { op: "lookup" } });
  });

  it("refuses windows that are no length of time", () => {
    expect(() => scoped().origin.history({ window: "0h" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features] Expected \`window\` to be a length of time like 30m, 6h or 7d, got "0h" (string)]`,
    );
    expect(() => scoped().origin.history({ window: "-5m" })).toThrow("a length of time");
  });

  it("needs a contract that states its event time, whatever says when values are known", () => {
    const { origin } = scoped({ eventTime: undefined });
    expect(() => origin.history({ window: "6h", knownAt: (past) => past.date })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features] Expected contract flights to state its \`eventTime\`, so that histories know what was earlier, got none]`,
    );
  });

  it("has no place outside features", () => {
    const { origin } = columnsOf(flights.columns, { place: "test", owner: "contract flights" }) as Columns<Flight>;
    expect(() => origin.history({ window: "6h" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected a history only inside features, got one in a rule, label, target or derived column]`,
    );
  });
});
