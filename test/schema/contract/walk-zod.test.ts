import fc from "fast-check";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import type { ColumnDefinition } from "../../../src/schema/house.js";

enum Direction {
  Out,
  Back,
}

/** What the contract says of a column with this schema. */
function walked(schema: z.ZodType | mini.ZodMiniType): Omit<ColumnDefinition, "name"> {
  const [column] = contract("c", z.object({ value: schema as z.ZodType })).columns;
  if (column === undefined) throw new Error("expected a column");
  const { name, ...rest } = column;
  expect(name).toBe("value");
  return rest;
}
const plain = { nullable: false, residual: false, checks: [] };
const number = { ...plain, type: "number", checks: [{ check: "finite" }] };

describe("a zod schema with a columnar form", () => {
  it.each<[string, z.ZodType, object]>([
    ["number", z.number(), number],
    ["int", z.int(), { ...number, type: "integer" }],
    ["number().int()", z.number().int(), { ...number, type: "integer" }],
    ["string", z.string(), { ...plain, type: "text" }],
    ["boolean", z.boolean(), { ...plain, type: "boolean" }],
    ["date", z.date(), { ...plain, type: "time" }],
    ["optional", z.string().optional(), { ...plain, type: "text", nullable: true }],
    ["nullable", z.string().nullable(), { ...plain, type: "text", nullable: true }],
    ["nullish", z.int().nullish(), { ...number, type: "integer", nullable: true }],
    ["nonoptional", z.string().optional().nonoptional(), { ...plain, type: "text" }],
    ["nonoptional of nullish", z.string().nullish().nonoptional(), { ...plain, type: "text", nullable: true }],
    ["readonly", z.string().readonly(), { ...plain, type: "text" }],
    ["described", z.string().describe("origin"), { ...plain, type: "text" }],
    ["branded", z.string().brand("Airport"), { ...plain, type: "text" }],
    ["or null", z.union([z.string(), z.null()]), { ...plain, type: "text", nullable: true }],
    ["enum", z.enum(["a", "b"]), { ...plain, type: "text", checks: [{ check: "one-of", values: ["a", "b"] }] }],
    ["numeric enum", z.enum(Direction), { ...plain, type: "number", checks: [{ check: "one-of", values: [0, 1] }] }],
    ["literal", z.literal("a"), { ...plain, type: "text", checks: [{ check: "one-of", values: ["a"] }] }],
    ["true", z.literal(true), { ...plain, type: "boolean", checks: [{ check: "one-of", values: [true] }] }],
    [
      "literals or null",
      z.literal([1, 2, null]),
      { ...plain, type: "number", nullable: true, checks: [{ check: "one-of", values: [1, 2] }] },
    ],
  ])("%s is all in columns", (_, schema, expected) => {
    expect(walked(schema)).toEqual(expected);
  });

  it.each<[string, z.ZodType, readonly object[]]>([
    ["min", z.number().min(1), [{ check: "at-least", value: 1 }]],
    ["max", z.number().max(1), [{ check: "at-most", value: 1 }]],
    ["gt", z.number().gt(1), [{ check: "above", value: 1 }]],
    ["lt", z.number().lt(1), [{ check: "below", value: 1 }]],
    ["positive", z.number().positive(), [{ check: "above", value: 0 }]],
    ["nonnegative", z.number().nonnegative(), [{ check: "at-least", value: 0 }]],
    ["multipleOf", z.number().multipleOf(5), [{ check: "multiple-of", value: 5 }]],
    [
      "int32",
      z.int32(),
      [
        { check: "at-least", value: -2147483648 },
        { check: "at-most", value: 2147483647 },
      ],
    ],
    [
      "uint32",
      z.uint32(),
      [
        { check: "at-least", value: 0 },
        { check: "at-most", value: 4294967295 },
      ],
    ],
  ])("%s of a number is a check", (_, schema, checks) => {
    expect(walked(schema)).toMatchObject({ residual: false, checks: [{ check: "finite" }, ...checks] });
  });

  it.each<[string, z.ZodType, readonly object[]]>([
    ["min of text", z.string().min(1), [{ check: "length", minimum: 1 }]],
    ["max of text", z.string().max(3), [{ check: "length", maximum: 3 }]],
    ["length of text", z.string().length(3), [{ check: "length", minimum: 3, maximum: 3 }]],
    ["regex", z.string().regex(/^a/i), [{ check: "matches", pattern: "^a", flags: "i", format: "regex" }]],
    ["min of a date", z.date().min(new Date(5)), [{ check: "at-least", value: 5 }]],
    ["max of a date", z.date().max(new Date(5)), [{ check: "at-most", value: 5 }]],
  ])("%s is a check", (_, schema, checks) => {
    expect(walked(schema)).toMatchObject({ residual: false, checks });
  });

  it("is read from zod/mini as well", () => {
    expect(walked(mini.optional(mini.int().check(mini.minimum(1))))).toEqual({
      type: "integer",
      nullable: true,
      residual: false,
      checks: [{ check: "finite" }, { check: "at-least", value: 1 }],
    });
  });
});

describe("a zod schema without a columnar form", () => {
  it.each<[string, z.ZodType, object]>([
    ["coerced number", z.coerce.number().min(1), { type: "number", nullable: false, checks: [] }],
    ["coerced date", z.coerce.date(), { type: "time", checks: [] }],
    ["default", z.int().min(1).default(5), { type: "integer", nullable: false }],
    ["default of nullable", z.string().nullable().default("x"), { type: "text", nullable: true }],
    ["prefault", z.string().prefault("x"), { type: "text", nullable: false }],
    ["catch, which breaks no check", z.number().min(1).catch(1), { type: "number", checks: [] }],
    ["transform", z.string().transform(Number), { type: "other", nullable: true, checks: [] }],
    ["pipe", z.string().transform(Number).pipe(z.int()), { type: "integer", checks: [] }],
    ["codec", z.codec(z.string(), z.date(), { decode: (text) => new Date(text), encode: String }), { type: "time" }],
    ["text that says yes or no", z.stringbool(), { type: "boolean" }],
    ["preprocess", z.preprocess(String, z.string()), { type: "text" }],
    [
      "refine",
      z
        .string()
        .min(1)
        .refine((word) => word !== "x"),
      { type: "text", checks: [{ check: "length", minimum: 1 }] },
    ],
    ["format", z.email(), { type: "text", checks: [] }],
    ["prefix", z.string().startsWith("a"), { type: "text", checks: [] }],
    ["pattern that remembers", z.string().regex(/a/g), { type: "text", checks: [] }],
    ["fractional step", z.number().multipleOf(0.1), { type: "number", checks: [{ check: "finite" }] }],
    ["float32", z.float32(), { type: "number" }],
    ["union of one type", z.union([z.literal("a"), z.string().min(3)]), { type: "text", nullable: false, checks: [] }],
    ["union of types", z.union([z.string(), z.number().nullable()]), { type: "other", nullable: true }],
    ["literals of types", z.literal(["a", 1]), { type: "other" }],
    ["template literal", z.templateLiteral(["a", z.number()]), { type: "text" }],
    ["bigint", z.bigint(), { type: "other", nullable: false }],
    ["array", z.array(z.string()), { type: "other", nullable: false }],
    ["object", z.object({ a: z.string() }).optional(), { type: "other", nullable: true }],
    ["unknown", z.unknown(), { type: "other", nullable: true }],
  ])("%s leaves the rest to the schema itself", (_, schema, expected) => {
    expect(walked(schema)).toMatchObject({ residual: true, ...expected });
  });

  it("keeps checks that stand before a rewriting, and none that stand after it", () => {
    expect(walked(z.string().min(2).trim().max(3))).toMatchObject({
      residual: true,
      checks: [{ check: "length", minimum: 2 }],
    });
  });

  it("runs on every column when the whole row is refined", () => {
    const row = z.object({ a: z.string(), b: z.string() }).refine(({ a, b }) => a !== b);
    expect(contract("c", row).columns.map(({ residual }) => residual)).toEqual([true, true]);
  });
});

describe("the columnar checks of a schema", () => {
  const holds = (column: Omit<ColumnDefinition, "name">, value: string | number): boolean =>
    column.checks.every((check): boolean => {
      switch (check.check) {
        case "finite":
          return Number.isFinite(value);
        case "at-least":
          return Number(value) >= check.value;
        case "at-most":
          return Number(value) <= check.value;
        case "above":
          return Number(value) > check.value;
        case "below":
          return Number(value) < check.value;
        case "multiple-of":
          return Number(value) % check.value === 0;
        case "one-of":
          return check.values.includes(value);
        case "length": {
          const { length } = [...String(value)];
          return length >= (check.minimum ?? 0) && length <= (check.maximum ?? Number.POSITIVE_INFINITY);
        }
        default:
          return new RegExp(check.pattern, check.flags).test(String(value));
      }
    });

  it("accept a number exactly when zod does", () => {
    const schemas = [
      z.number(),
      z.int(),
      z.int32(),
      z.uint32().max(10),
      z.number().gt(-1).lt(3),
      z.int().multipleOf(3),
      z.enum(Direction),
    ];
    const numbers = fc.oneof(
      fc.integer({ min: -5, max: 12 }),
      fc.constantFrom(2 ** 31, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -0),
    );
    fc.assert(
      fc.property(fc.constantFrom(...schemas), numbers, (schema, value) => {
        const column = walked(schema);
        const whole = column.type !== "integer" || Number.isSafeInteger(value);
        expect([value, whole && holds(column, value)]).toEqual([value, schema.safeParse(value).success]);
      }),
    );
  });

  it("accept a text exactly when zod does", () => {
    const schemas = [
      z.string().min(1),
      z.string().length(2),
      z
        .string()
        .max(2)
        .regex(/^[a-b]+$/i),
      z.enum(["a", "AB"]),
      z.literal("é😀"),
    ];
    const words = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("a", "AB", "é😀", "😀", ""));
    fc.assert(
      fc.property(fc.constantFrom(...schemas), words, (schema, value) => {
        expect([value, holds(walked(schema), value)]).toEqual([value, schema.safeParse(value).success]);
      }),
    );
  });

  it("never reject what a schema with a rest accepts", () => {
    const schemas = [
      z.string().trim().max(2),
      z
        .string()
        .toUpperCase()
        .regex(/^[A-Z]*$/),
      z
        .string()
        .min(1)
        .refine((word) => word !== "a"),
      z.string().min(2).catch("xx"),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.string({ maxLength: 4 }), (schema, value) => {
        if (schema.safeParse(value).success) expect(holds(walked(schema), value)).toBe(true);
      }),
    );
  });
});
