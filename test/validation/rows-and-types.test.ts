import fc from "fast-check";
import { createMemoryStore } from "golden-pipeline";
import { collectRows } from "golden-pipeline/dataset";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { checkRows, createInputValidator, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const bases = {
  text: { schema: () => z.string(), values: ["a", ""] },
  number: { schema: () => z.number(), values: [1.5, 0] },
  integer: { schema: () => z.int(), values: [7] },
  boolean: { schema: () => z.boolean(), values: [false] },
  time: { schema: () => z.date(), values: [new Date(5)] },
  list: { schema: () => z.array(z.string()), values: [["a"], []] },
  mixed: { schema: () => z.union([z.date(), z.string()]), values: [new Date(7), "a"] },
  anything: { schema: () => z.any(), values: [new Date(9), { a: 1 }, 0] },
};
const wrappers: Readonly<Record<string, (schema: z.ZodType) => z.ZodType>> = {
  bare: (schema) => schema,
  optional: (schema) => schema.optional(),
  nullable: (schema) => schema.nullable(),
  nullish: (schema) => schema.nullish(),
  "optional, refined": (schema) => schema.optional().refine(() => true),
  "nullable, transformed": (schema) => schema.nullable().transform((value) => value),
  "optional, transformed": (schema) => schema.optional().transform((value) => value),
  "optional of nonoptional": (schema) => schema.nullish().nonoptional().optional(),
};

const column = fc.record({
  base: fc.constantFrom(...(Object.keys(bases) as (keyof typeof bases)[])),
  wrapper: fc.constantFrom(...Object.keys(wrappers)),
  pick: fc.nat(),
  missing: fc.constantFrom("there", "null", "undefined", "absent"),
});

/** What zod makes of one value, where null and what is left out are both missing. */
function asZod(schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  if (value !== null && value !== undefined) return schema.safeParse(value);
  const ofNull = schema.safeParse(null);
  return ofNull.success ? ofNull : schema.safeParse(undefined);
}

describe("a valid row", () => {
  it("has every column of its contract, and null where zod has nothing, as a checked row, a request and in a dataset", async () => {
    const seen = { valid: 0, missing: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 6 }), async (columns) => {
        const shape = Object.fromEntries(
          columns.map(({ base, wrapper }, index) => [
            `c${index}`,
            wrappers[wrapper]?.(bases[base].schema()) as z.ZodType,
          ]),
        );
        const row: Record<string, unknown> = {};
        columns.forEach(({ base, pick, missing }, index) => {
          const { values } = bases[base];
          if (missing !== "absent")
            row[`c${index}`] =
              missing === "there" ? values[pick % values.length] : missing === "null" ? null : undefined;
        });
        const stated = contract("stated", z.object(shape));
        const expected = Object.entries(shape).map(([name, schema]) => [name, asZod(schema, row[name])] as const);
        const { valid, invalid } = checkRows(stated, [row]);
        expect(valid.length, JSON.stringify(invalid[0]?.reasons)).toBe(
          expected.every(([, { success }]) => success) ? 1 : 0,
        );
        if (valid.length === 0) return;
        const complete = Object.fromEntries(expected.map(([name, { data }]) => [name, data ?? null]));
        expect(valid[0]).toStrictEqual(complete);
        expect(createInputValidator(stated)(row).row).toStrictEqual(complete);
        const store = createMemoryStore();
        const dataset = await validate<object, never>()(await ingest(stated)([row], { store }), { store });
        expect(await collectRows(dataset)).toStrictEqual([complete]);
        seen.valid++;
        if (Object.values(complete).includes(null)) seen.missing++;
      }),
      { numRuns: 600 },
    );
    expect(seen.valid).toBeGreaterThan(100);
    expect(seen.missing).toBeGreaterThan(50);
  });
});
