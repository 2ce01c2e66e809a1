import fc from "fast-check";
import { createMemoryStore } from "golden-pipeline";
import { collectRows } from "golden-pipeline/dataset";
import { csvSource, ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { contract, derive } from "golden-pipeline/schema";
import { createRowValidator, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { coerceValue, textReader } from "../../src/schema/house.js";

type Kind = "number" | "integer" | "text" | "boolean" | "time" | "other";

/** A schema of one column, and the type that its text is read as. */
interface Case {
  readonly reads: Kind;
  readonly schema: z.ZodType;
}

const even = (value: unknown) => Number(value) % 2 === 0;
const cases: Readonly<Record<string, Case>> = {
  number: { reads: "number", schema: z.number() },
  refine: { reads: "number", schema: z.number().refine(even) },
  check: { reads: "number", schema: z.number().check(z.positive()) },
  superRefine: {
    reads: "number",
    schema: z.number().superRefine((value, context) => {
      if (value === 5) context.addIssue({ code: "custom", message: "not 5" });
    }),
  },
  default: { reads: "number", schema: z.number().default(7) },
  prefault: { reads: "number", schema: z.number().prefault(7) },
  "number to text": { reads: "number", schema: z.number().transform((value) => `n${value}`) },
  "text to number": { reads: "text", schema: z.string().transform((value) => value.length) },
  "text into numbers": { reads: "text", schema: z.string().transform(Number).pipe(z.number().min(0)) },
  preprocess: { reads: "other", schema: z.preprocess((value) => (value === "x" ? 1 : value), z.unknown()) },
  catch: { reads: "number", schema: z.number().catch(0) },
  "catch behind a limit": { reads: "number", schema: z.number().min(2).catch(2) },
  float32: { reads: "number", schema: z.float32() },
  float64: { reads: "number", schema: z.float64() },
  int32: { reads: "integer", schema: z.int32() },
  uint32: { reads: "integer", schema: z.uint32() },
  "refined int": { reads: "integer", schema: z.int().refine(even) },
  "multiple of a half": { reads: "number", schema: z.number().multipleOf(0.5) },
  "multiple of a tenth": { reads: "number", schema: z.number().multipleOf(0.1) },
  "union of numbers": { reads: "number", schema: z.union([z.literal(1), z.literal(2.5)]) },
  "union of texts": { reads: "text", schema: z.union([z.literal("1"), z.literal("open")]) },
  "literals of numbers": { reads: "number", schema: z.literal([1, 5]) },
  enum: { reads: "text", schema: z.enum(["open", "5"]) },
  "refined enum": { reads: "text", schema: z.enum(["open", "5"]).refine((value) => value !== "5") },
  "refined literal": { reads: "number", schema: z.literal([1, 5]).refine((value) => value !== 5) },
  "refined nullable": {
    reads: "number",
    schema: z
      .number()
      .nullable()
      .refine((value) => value === null || value > 0),
  },
  "refined optional": {
    reads: "number",
    schema: z
      .number()
      .optional()
      .refine((value) => value === undefined || value > 0),
  },
  "refined readonly": { reads: "number", schema: z.number().readonly().refine(even) },
  boolean: { reads: "boolean", schema: z.boolean() },
  "refined boolean": { reads: "boolean", schema: z.boolean().refine((value) => value) },
  date: { reads: "time", schema: z.date() },
  "refined date": { reads: "time", schema: z.date().refine((value) => value.getUTCFullYear() > 2000) },
  "date to number": { reads: "time", schema: z.date().transform((value) => value.getTime()) },
  trim: { reads: "text", schema: z.string().trim().min(1) },
  "refined text": { reads: "text", schema: z.string().refine((value) => value !== "5") },
  coerce: { reads: "number", schema: z.coerce.number() },
  "coerced boolean": { reads: "boolean", schema: z.coerce.boolean() },
};

const words = fc.oneof(
  fc.constantFrom("1", "2", "5", "-3", "2.5", "0.3", "1e3", "4294967295", "1e39", "9007199254740993", "007"),
  fc.constantFrom("true", "false", "open", "x", " 1", "0x10", "2001-01-31", "1999-12-31T23:59:59Z", "2001-02-30"),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.stringMatching(/^[a-z0-9 .]{1,5}$/),
);

/** By type first, as the table of coercions has it; what has no such form is shown as it is. */
function converted(text: string, reads: Kind): unknown {
  const value = coerceValue(text, reads, textReader(true));
  if (value === undefined) return text;
  return reads === "time" ? new Date(value as number) : value;
}

const csv = (columns: readonly string[], records: readonly (readonly string[])[]) =>
  csvSource(new TextEncoder().encode([columns, ...records].map((fields) => fields.join(",")).join("\n")));

async function expectZodsVerdict(reads: Kind, whole: z.ZodObject): Promise<void> {
  const judged = contract("judged", whole);
  const check = createRowValidator(judged);
  const beside = Object.hasOwn(whole.shape, "odd") ? ["4", "3"] : ["4"];
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 20 }), async (texts) => {
      const verdicts = texts.map((text) => whole.safeParse({ value: converted(text, reads), other: 4, odd: 3 }));
      const store = createMemoryStore();
      const columns = Object.keys(whole.shape);
      const source = csv(
        columns,
        texts.map((text) => [text, ...beside]),
      );
      const dataset = await validate({ maximumInvalid: 1 })(await ingest(judged)(source, { store }), { store });
      const kept = verdicts.flatMap((verdict) => (verdict.success ? [verdict.data] : []));
      expect(await collectRows(dataset)).toEqual(kept);
      const single = texts.map((value) => check({ value, other: "4", odd: "3" }, true));
      expect(single.map(({ valid }) => valid)).toEqual(verdicts.map(({ success }) => success));
      expect(single.flatMap((one) => (one.valid ? [one.row] : []))).toEqual(kept);
    }),
    { numRuns: 40 },
  );
}

describe("text columns", () => {
  it.each(Object.entries(cases))(
    "are converted by type, then judged as zod itself judges: %s",
    async (_, { reads, schema }) => {
      // Alone, so that plain columns are judged column by column, and beside a column that makes the schema be run on every row.
      const odd = z.number().refine((value) => value % 2 === 1);
      await expectZodsVerdict(reads, z.object({ value: schema, other: z.int() }));
      await expectZodsVerdict(reads, z.object({ value: schema, other: z.int(), odd }));
    },
  );

  it("are converted before a rule of the whole object looks at them, derived columns included", async () => {
    const ordered = z
      .object({ low: z.number(), high: z.number(), at: z.date(), ok: z.boolean() })
      .refine(({ low, high, at, ok }) => low <= high && at.getTime() > 0 && ok);
    const ranges = contract(
      "ranges",
      derive(ordered, (row) => ({ width: row.high.minus(row.low) })),
    );
    const store = createMemoryStore();
    const source = csv(
      ["low", "high", "at", "ok"],
      [
        ["10", "9", "2001-01-31", "true"],
        ["9", "10", "2001-01-31", "true"],
        ["9", "10", "2001-01-31", "false"],
        ["1e1", "10.0", "2001-01-31T06:00Z", "true"],
      ],
    );
    const dataset = await validate({ maximumInvalid: 1 })(await ingest(ranges)(source, { store }), { store });
    expect(await collectRows(dataset)).toEqual([
      { low: 9, high: 10, at: new Date("2001-01-31"), ok: true, width: 1 },
      { low: 10, high: 10, at: new Date("2001-01-31T06:00Z"), ok: true, width: 0 },
    ]);
  });

  it("of times are read from JSON lines too where the schema itself must be run, and numbers in quotes are not", async () => {
    const visits = contract(
      "visits",
      z.object({ at: z.date().refine((at) => at.getTime() > 0), pages: z.number().catch(-1) }),
    );
    const lines = [
      '{"at":"2001-01-31T06:00:00Z","pages":2}',
      '{"at":"2001-01-31","pages":"2"}',
      '{"at":"soon","pages":2}',
    ];
    const store = createMemoryStore();
    const source = jsonLinesSource(new TextEncoder().encode(lines.join("\n")));
    const dataset = await validate({ maximumInvalid: 1 })(await ingest(visits)(source, { store }), { store });
    expect(await collectRows(dataset)).toEqual([
      { at: new Date("2001-01-31T06:00:00Z"), pages: 2 },
      { at: new Date("2001-01-31"), pages: -1 },
    ]);
  });
});
