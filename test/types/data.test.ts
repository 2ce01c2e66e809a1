import { type ModelName, model } from "golden-pipeline/model";
import { type Columns, contract, derive, type InputRow, type LabelOf, type RowOf } from "golden-pipeline/schema";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";

const flights = contract(
  "flights",
  derive(
    z.object({
      date: z.date(),
      delay: z.int(),
      distance: z.int().min(1),
      origin: z.string().length(3),
      destination: z.string(),
      gate: z.string().nullable(),
    }),
    (raw) => ({ departedAt: raw.date.inZone(raw.origin.lookup({ ATL: "America/New_York" })) }),
  ),
  {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(flight.distance.times(0.13).plus(30)) } },
    missing: { default: 0.01, gate: 0.5 },
    rules: (flight) => ({ "goes somewhere": flight.origin.differsFrom(flight.destination) }),
  },
);

describe("a contract's types", () => {
  it("are the schema's output and the derived columns", () => {
    expectTypeOf<RowOf<typeof flights>>().toEqualTypeOf<{
      date: Date;
      delay: number;
      distance: number;
      origin: string;
      destination: string;
      gate: string | null;
      departedAt: Date;
    }>();
  });

  it("name the label columns, which an input row lacks", () => {
    expectTypeOf<LabelOf<typeof flights>>().toEqualTypeOf<"delay">();
    expectTypeOf<keyof InputRow<RowOf<typeof flights>, "delay">>().toEqualTypeOf<
      "date" | "distance" | "origin" | "destination" | "gate" | "departedAt"
    >();
  });

  it("infer a model's target", () => {
    const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    expectTypeOf(late.name).toEqualTypeOf<string>();
    type Target = typeof late extends ModelName<infer _Row, "delay", infer T> ? T : never;
    expectTypeOf<Target>().toEqualTypeOf<boolean>();
  });

  it("refuse wrong columns and wrong types", () => {
    const row = {} as Columns<RowOf<typeof flights>>;
    const wrong = (): void => {
      // @ts-expect-error no such column
      row.orgin.isMissing();
      // @ts-expect-error a number operation on a text column
      row.origin.standardize();
      // @ts-expect-error the event time is a time column
      contract("x", z.object({ a: z.string() }), { eventTime: "a" });
      // @ts-expect-error labels are columns
      contract("x", z.object({ a: z.date() }), { eventTime: "a", labels: { b: { knownAt: (row) => row.a } } });
    };
    expectTypeOf(wrong).toBeFunction();
  });
});
