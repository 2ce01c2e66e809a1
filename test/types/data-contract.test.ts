import type { Dataset } from "golden-pipeline/dataset";
import { type ModelName, model } from "golden-pipeline/model";
import {
  type Columns,
  type Condition,
  type Contract,
  contract,
  derive,
  type Expression,
  type LabelOf,
  type RequestRow,
  type RowOf,
} from "golden-pipeline/schema";
import { checkRows } from "golden-pipeline/validation";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { collectRows } from "../../src/dataset/index.js";

const schema = z.object({
  departedAt: z.date(),
  origin: z.string(),
  distance: z.int(),
  delay: z.int(),
  gate: z.string().nullable(),
  seats: z.int().optional(),
});
/** Optional columns are there, and null where they are missing. */
type Raw = Omit<z.output<typeof schema>, "seats"> & { seats: number | null } extends infer Row
  ? { [K in keyof Row]: Row[K] }
  : never;

describe("a contract's types", () => {
  it("are the output of any schema, without labels unless some are stated", () => {
    const flights = contract("flights", schema);
    expectTypeOf(flights).toEqualTypeOf<Contract<Raw, never>>();
    expectTypeOf<RowOf<typeof flights>>().toEqualTypeOf<Raw>();
    expectTypeOf<LabelOf<typeof flights>>().toEqualTypeOf<never>();

    const transformed = contract("words", z.object({ length: z.string().transform((word) => word.length) }));
    expectTypeOf<RowOf<typeof transformed>>().toEqualTypeOf<{ length: number }>();
  });

  it("say null where a value may be missing, whichever way the schema says so", () => {
    const papers = contract(
      "papers",
      z.object({
        title: z.string(),
        pages: z.int().optional(),
        rank: z.number().nullish(),
        venue: z.string().nullable(),
        year: z.int().optional().default(2000),
        notes: z.array(z.string()).optional(),
        anything: z.any(),
      }),
    );
    expectTypeOf<RowOf<typeof papers>>().toEqualTypeOf<{
      title: string;
      pages: number | null;
      rank: number | null;
      venue: string | null;
      year: number;
      notes: string[] | null;
      // biome-ignore lint/suspicious/noExplicitAny: what `z.any()` gives
      anything: any;
    }>();
    expectTypeOf(checkRows(papers, []).valid).toEqualTypeOf<readonly RowOf<typeof papers>[]>();
    expectTypeOf(collectRows<RowOf<typeof papers>, never>).returns.resolves.toEqualTypeOf<RowOf<typeof papers>[]>();
    type Asked = RequestRow<RowOf<typeof papers>, "rank">;
    expectTypeOf<{ title: string; year: number }>().toExtend<Asked>();
    expectTypeOf<{ title: string; year: number; pages: undefined; venue: null }>().toExtend<Asked>();
    expectTypeOf<{ year: number }>().not.toExtend<Asked>();
    expectTypeOf<{ title: null; year: number }>().not.toExtend<Asked>();
  });

  it("name the labels by the keys that are stated", () => {
    const flights = contract("flights", schema, {
      eventTime: "departedAt",
      labels: {
        delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
        gate: { knownAt: (flight) => flight.departedAt },
      },
    });
    expectTypeOf(flights).toEqualTypeOf<Contract<Raw, "delay" | "gate">>();
  });

  it("hold derived columns by the types of their expressions", () => {
    const flights = contract(
      "flights",
      derive(schema, (raw) => {
        expectTypeOf(raw).toEqualTypeOf<Columns<z.output<typeof schema>>>();
        return {
          minutes: raw.distance.times(0.13),
          far: raw.distance.above(1000),
          day: raw.departedAt.day(),
          region: raw.origin.lookup({ ATL: "south" }),
          localTime: raw.departedAt.inZone("America/New_York"),
        };
      }),
      { eventTime: "localTime" },
    );
    expectTypeOf<RowOf<typeof flights>>().toEqualTypeOf<{
      [K in keyof Raw | "minutes" | "far" | "day" | "region" | "localTime"]: K extends keyof Raw
        ? Raw[K]
        : K extends "minutes"
          ? number
          : K extends "far"
            ? boolean
            : K extends "day"
              ? string
              : K extends "region"
                ? string | null
                : Date;
    }>();
  });

  it("reach callbacks without a word from their author", () => {
    contract("flights", schema, {
      eventTime: "departedAt",
      labels: {
        delay: {
          knownAt: (flight) => {
            expectTypeOf(flight).toEqualTypeOf<Columns<Raw>>();
            return flight.departedAt;
          },
        },
      },
      rules: (flight) => {
        expectTypeOf(flight).toEqualTypeOf<Columns<Raw>>();
        expectTypeOf(flight.delay.below(1440)).toEqualTypeOf<Condition<boolean>>();
        return { "same day": flight.delay.below(1440) };
      },
    });
  });

  it("do not compile with wrong columns, wrong types or wrong shares", () => {
    const wrong = () => {
      // @ts-expect-error no such column
      contract("f", schema, { eventTime: "departed" });
      // @ts-expect-error an event time is a time
      contract("f", schema, { eventTime: "origin" });
      // @ts-expect-error no such column
      contract("f", schema, { missing: { gates: 0.1 } });
      // @ts-expect-error a share is a number
      contract("f", schema, { missing: { gate: "10%" } });
      // @ts-expect-error a rule is a condition
      contract("f", schema, { rules: (flight) => ({ far: flight.distance.plus(1) }) });
      // @ts-expect-error a typo in a rule
      contract("f", schema, { rules: (flight) => ({ far: flight.distnace.above(1) }) });
      // @ts-expect-error no such column
      contract("f", schema, { labels: { late: { knownAt: (flight) => flight.departedAt } } });
      // @ts-expect-error a known time is a time
      contract("f", schema, { labels: { delay: { knownAt: (flight) => flight.delay } } });
      // @ts-expect-error a label says when it is known
      contract("f", schema, { labels: { delay: {} } });
      // @ts-expect-error the types of all columns or of none
      contract("f", schema, { columns: { origin: "text" } });
      // @ts-expect-error a typo in a derived column
      derive(schema, (raw) => ({ minutes: raw.distanc.times(2) }));
      // @ts-expect-error no schema
      contract("f", { origin: "text" });
    };
    expectTypeOf(wrong).toBeFunction();
  });
});

describe("a model's types", () => {
  const flights = contract("flights", schema, {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt } },
  });

  it("tell yes/no targets from numbers, over labels too, and keep that one may be missing", () => {
    const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    expectTypeOf(late).toEqualTypeOf<ModelName<Raw, "delay", boolean>>();
    const delay = model("delays", flights, { target: (flight) => flight.delay, kinds: [] });
    expectTypeOf(delay).toEqualTypeOf<ModelName<Raw, "delay", number>>();
    const seats = model("seats", flights, { target: (flight) => flight.seats, kinds: [] });
    expectTypeOf(seats).toEqualTypeOf<ModelName<Raw, "delay", number | null>>();
    const large = model("large", flights, { target: (flight) => flight.seats.above(200), kinds: [] });
    expectTypeOf(large).toEqualTypeOf<ModelName<Raw, "delay", boolean | null>>();
    // @ts-expect-error a target that may be missing is not one that never is
    const full: ModelName<Raw, "delay", number> = seats;
    expectTypeOf(full).not.toBeAny();
  });

  it("do not compile with a misspelled target", () => {
    const wrong = () => {
      // @ts-expect-error no such column
      model("late", flights, { target: (flight) => flight.dealy.atLeast(15), kinds: [] });
    };
    expectTypeOf(wrong).toBeFunction();
  });
});

describe("expressions and rows", () => {
  it("that may be missing do not pass for ones that never are", () => {
    const wrong = (row: Columns<Raw>) => {
      // @ts-expect-error seats may be missing
      const seats: Expression<number> = row.seats;
      return seats;
    };
    expectTypeOf(wrong).toBeFunction();
  });

  it("of a dataset are the contract's rows", () => {
    const collect = (dataset: Dataset<Raw, "delay">) => collectRows(dataset);
    expectTypeOf(collect).returns.resolves.toEqualTypeOf<Raw[]>();
  });
});
