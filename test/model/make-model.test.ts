import { model } from "golden-pipeline/model";
import { contract, describeExpression } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const schema = z.object({ departedAt: z.date(), origin: z.string(), delay: z.int() });
const flights = contract("flights", schema, {
  eventTime: "departedAt",
  labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } },
});

describe("a model's name", () => {
  it("states its target over labels: yes/no for a condition, a number for a number", () => {
    const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    expect([late.target.type, describeExpression(late.target.node)]).toEqual(["boolean", "delay ≥ 15"]);
    expect(model("delays", flights, { target: (flight) => flight.delay, kinds: [] }).target.type).toBe("number");
    expect(late.contract).toBe(flights);
    expect(Object.isFrozen(late)).toBe(true);
  });

  it("has a fingerprint over name, contract and target, not over the kinds behind it", () => {
    const other = contract("flights", schema, { eventTime: "departedAt" });
    const kind = { kind: "constant@1", decode: () => ({ kind: "constant@1", predict: () => new Float64Array() }) };
    const base = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    const same = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [kind] });
    const others = [
      model("later", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] }),
      model("late", flights, { target: (flight) => flight.delay.atLeast(16), kinds: [] }),
      model("late", other, { target: (flight) => flight.delay.atLeast(15), kinds: [] }),
    ];
    expect(same.fingerprint).toBe(base.fingerprint);
    expect(new Set([base, ...others].map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  it("refuses names that cannot be part of a log's name", () => {
    expect(() =>
      model("Late flights", flights, { target: (flight) => flight.delay, kinds: [] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [model] Expected a name of lower-case words joined by \`-\`, got "Late flights" (string)]`,
    );
  });

  it("refuses targets that are neither", () => {
    const untyped = model as (name: string, contract: unknown, options: object) => unknown;
    expect(() =>
      untyped("late", flights, { target: (flight: { origin: unknown }) => flight.origin, kinds: [] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [model late] Expected a yes/no or number target, got "a text one" (string)]`,
    );
  });
});
