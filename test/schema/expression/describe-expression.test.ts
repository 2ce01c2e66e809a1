import fc from "fast-check";
import { type Columns, describeExpression, type RowOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../../src/schema/house.js";
import { flights } from "./flights.js";
import { condition, number } from "./reference.js";

const flight = columnsOf(flights.columns, { place: "test", owner: "contract flights" }) as Columns<
  RowOf<typeof flights>
>;

describe("the text of an expression", () => {
  it.each([
    [flight.origin.differsFrom(flight.destination), "origin ≠ destination"],
    [flight.delay.atLeast(15), "delay ≥ 15"],
    [flight.delay.above(15), "delay > 15"],
    [flight.delay.atMost(15), "delay ≤ 15"],
    [flight.delay.below(flight.distance), "delay < distance"],
    [flight.delay.between(1, 2), "(delay ≥ 1) and (delay ≤ 2)"],
    [flight.delay.plus(1).times(2), "(delay + 1) × 2"],
    [flight.delay.clip(0, 9), "minimum(maximum(delay, 0), 9)"],
    [flight.gate.isMissing().not(), "not gate is missing"],
    [flight.origin.oneOf(["ATL", "JFK"]), 'origin is one of "ATL", "JFK"'],
    [flight.date.oneOf([new Date(0)]), "date is one of 1970-01-01T00:00:00.000Z"],
    [flight.date.before(new Date(0)), "date < 1970-01-01T00:00:00.000Z"],
    [flight.origin.matches(/^A/i), "origin matches /^A/i"],
    [flight.gate.impute("none"), 'gate or "none"'],
    [flight.origin.lookup({ ATL: "a" }), "origin by a table of 1"],
    [flight.date.plusMinutes(flight.delay), "date + delay min"],
    [flight.departedAt.minutesSince(flight.date), "minutes from date to departedAt"],
    [flight.date.dayOfWeek({ zone: "Asia/Tokyo" }), 'day-of-week of date in "Asia/Tokyo"'],
    [flight.date.inZone("Asia/Tokyo"), 'date in zone "Asia/Tokyo"'],
    [flight.distance.standardize(), "standardize(distance)"],
  ])("reads like a person would write it: $1", ({ node }, expected) => {
    expect(describeExpression(node)).toBe(expected);
  });

  it("exists for every expression", () => {
    fc.assert(
      fc.property(fc.oneof(number, condition), (node) => {
        expect(describeExpression(node)).not.toMatch(/undefined|\[object/);
      }),
    );
  });
});
