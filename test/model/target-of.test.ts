import { describe, expect, it } from "vitest";
import { z } from "zod";
import { targetOf } from "../../src/model/house.js";
import { model } from "../../src/model/index.js";
import { contract, derive } from "../../src/schema/index.js";

const flights = contract(
  "flights",
  derive(
    z.object({
      departedAt: z.date(),
      landedAt: z.date().nullable(),
      gate: z.string().nullable(),
      tags: z.array(z.string()).nullable(),
      delay: z.int().nullable(),
    }),
    (flight) => ({ minutes: flight.landedAt.minutesSince(flight.departedAt) }),
  ),
  { eventTime: "departedAt" },
);
const row = { departedAt: "2001-02-01T10:00:00.000Z", landedAt: "2001-02-01T11:30:00.000Z", delay: 15, gate: "B4" };

describe("the target of a row", () => {
  it("is what the model's own expression says", () => {
    const late = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    expect(targetOf(late, row)).toBe(true);
    expect(targetOf(late, { ...row, delay: 14 })).toBe(false);
    const gate = model("gate", flights, { target: (flight) => flight.gate, kinds: [] });
    expect(targetOf(gate, row)).toBe("B4");
    const tags = model("tags", flights, { target: (flight) => flight.tags, task: "label-sets", kinds: [] });
    expect(targetOf(tags, { ...row, tags: ["a", "b"] })).toEqual(["a", "b"]);
  });

  it("may be computed from times, Dates or as they were logged, and from derived columns", () => {
    const duration = model("duration", flights, { target: (flight) => flight.minutes, kinds: [] });
    expect(targetOf(duration, row)).toBe(90);
    expect(targetOf(duration, { departedAt: new Date(0), landedAt: new Date(60_000), minutes: 5 })).toBe(1);
  });

  it("is null where it is missing, of a wrong type, no time, or none of the stated classes", () => {
    const late = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    for (const delay of [null, undefined, "20", 20.5, true]) expect(targetOf(late, { ...row, delay })).toBeNull();
    const duration = model("duration", flights, { target: (flight) => flight.minutes, kinds: [] });
    expect(targetOf(duration, { ...row, landedAt: "soon" })).toBeNull();
    const gate = model("gate", flights, { target: (flight) => flight.gate, labels: ["A1", "B4"], kinds: [] });
    expect([targetOf(gate, row), targetOf(gate, { ...row, gate: "C9" })]).toEqual(["B4", null]);
    const tags = model("tags", flights, {
      target: (flight) => flight.tags,
      task: "label-sets",
      labels: ["a", "b"],
      kinds: [],
    });
    expect(["a", "c"].map((tag) => targetOf(tags, { ...row, tags: [tag] }))).toEqual([["a"], null]);
  });
});
