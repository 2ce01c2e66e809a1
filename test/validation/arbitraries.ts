import fc from "fast-check";
import { z } from "zod";
import { contract, derive } from "../../src/schema/index.js";

/** One column of every kind, with limits, a derived column and rules. */
export const orders = contract(
  "orders",
  derive(
    z.object({
      at: z.date(),
      price: z.number().min(0).lt(100),
      count: z.int().max(10),
      ratio: z.number().nullable(),
      status: z.enum(["open", "closed"]),
      code: z
        .string()
        .regex(/^[A-Z]\d$/)
        .optional(),
      note: z.string().max(3).nullish(),
      paid: z.boolean(),
    }),
    (row) => ({ total: row.price.times(row.count), shippedAt: row.at.plusMinutes(row.ratio) }),
  ),
  {
    eventTime: "at",
    rules: (row) => ({
      "costs less than 500": row.price.times(row.count).below(500),
      "open orders are not paid": row.status.equals("closed").or(row.paid.not()),
    }),
  },
);

/** The same rows judged by a schema that must be run: a refinement and a transform. */
export const refined = contract(
  "refined",
  z.object({
    price: z.number().refine((price) => price !== 13, "thirteen is unlucky"),
    count: z.int().nullable(),
    status: z.string().transform((status) => status.length),
    note: z.string().optional(),
  }),
  { columns: { price: "number", count: "integer", status: "integer", note: "text" } },
);

const wrong = fc.constantFrom<unknown>(
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  1.5,
  100,
  13,
  2 ** 53,
  9007199254740993n,
  5n,
  "7",
  "x",
  "",
  "A1",
  "open",
  "long text",
  "2001-01-31",
  "2001-02-30",
  true,
  { nested: 1 },
  [1],
  new Date(5),
);

/** A value that is mostly right, so that whole rows are valid often enough. */
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: wrong });

/** No negative zero: canonical JSON, which rows land as, has none. */
const decimal = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

export const orderRow: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    at: mostly(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(1e12) })),
    price: mostly(decimal(0, 99)),
    count: mostly(fc.integer({ min: -3, max: 10 })),
    ratio: mostly(fc.option(decimal(-5, 5))),
    status: mostly(fc.constantFrom("open", "closed")),
    code: mostly(fc.constantFrom("A1", "B2", undefined)),
    note: mostly(fc.constantFrom("a", "😀😀😀", null, undefined)),
    paid: mostly(fc.boolean()),
    extra: wrong,
  },
  { requiredKeys: ["at", "price", "count", "ratio", "status", "paid"] },
);
