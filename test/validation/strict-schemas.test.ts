import fc from "fast-check";
import { createMemoryStore } from "golden-pipeline";
import { collectRows } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { type Contract, contract, derive } from "golden-pipeline/schema";
import { checkRows, createRowValidator, readQuarantine, ValidationError, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const strict = z.strictObject({ at: z.date(), pages: z.int().optional() });
const visits = contract("visits", strict);

async function land<Row, Label extends string>(
  of: Contract<Row, Label>,
  input: Iterable<unknown> | ReturnType<typeof csvSource>,
) {
  const store = createMemoryStore();
  const dataset = await validate<Row, Label>({ maximumInvalid: 1 })(await ingest(of)(input, { store }), { store });
  const quarantined: unknown[] = [];
  for await (const row of readQuarantine(store, of)) quarantined.push(row.reasons.map(({ message }) => message));
  return { rows: await collectRows(dataset), quarantined };
}

describe("a strict schema", () => {
  it("keeps rows out that have other columns, and names these", async () => {
    const row = { at: new Date(0), pages: 1, page: "home" };
    expect(checkRows(visits, [row, { at: new Date(0), page: null }]).invalid).toMatchObject([
      {
        reasons: [
          {
            code: "unknown-column",
            column: "page",
            message: 'page: expected no such column, as the schema is strict, got "home" (string)',
          },
        ],
      },
    ]);
    expect((await land(visits, [row, { at: new Date(0) }])).quarantined).toEqual([
      ['page: expected no such column, as the schema is strict, got "home" (string)'],
    ]);
  });

  it("refuses a CSV file whose header has others, though no row has a value there", async () => {
    const csv = (text: string) => csvSource(new TextEncoder().encode(text));
    await expect(
      land(visits, csv("at,pages,page,colour\n2001-01-01,1,,\n")),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ValidationError: [golden-pipeline] [validate visits] Expected the source to have no columns but the contract's, \`at\` and \`pages\`, as its schema is strict, got also \`page\` and \`colour\`: name them in the contract, or take z.object(), which leaves them out]`,
    );
    await expect(land(visits, csv("at,pages,page\n2001-01-01,1,home\n"))).rejects.toBeInstanceOf(ValidationError);
    expect((await land(visits, csv("at\n2001-01-01\n"))).rows).toEqual([{ at: new Date("2001-01-01"), pages: null }]);
  });

  it("says so in the contract's fingerprint, with derived columns too", () => {
    const loose = contract("visits", z.object(strict.shape));
    expect([visits.strict, loose.strict, visits.fingerprint === loose.fingerprint]).toEqual([true, undefined, false]);
    const derived = contract(
      "visits",
      derive(strict, (raw) => ({ day: raw.at.day() })),
    );
    expect(createRowValidator(derived)({ at: new Date(0), more: 1 }).valid).toBe(false);
    expect(createRowValidator(derived)({ at: new Date(0) }).valid).toBe(true);
  });
});

const kinds = {
  strip: z.object({ a: z.number(), b: z.string().nullish() }),
  strict: z.strictObject({ a: z.number(), b: z.string().nullish() }),
  loose: z.looseObject({ a: z.number(), b: z.string().nullish() }),
  catchall: z.object({ a: z.number(), b: z.string().nullish() }).catchall(z.number()),
  "strict, refined": z.strictObject({ a: z.number().refine((a) => a !== 13), b: z.string().nullish() }),
};

it.each(Object.entries(kinds))("rows with any other columns are valid where zod says so: %s", async (_, schema) => {
  const others = fc.dictionary(fc.constantFrom("c", "d", "constructor"), fc.oneof(fc.integer(), fc.constant("x")), {
    maxKeys: 2,
  });
  const row = fc.record({
    a: fc.oneof(fc.constant(13), fc.integer(), fc.constant("1")),
    b: fc.constantFrom("b", undefined),
    others,
  });
  const stated = contract("stated", schema);
  const check = createRowValidator(stated);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (drawn) => {
      const rows = drawn.map(({ a, b, others }) => ({ a, ...(b !== undefined && { b }), ...others }));
      const said = rows.map((one) => schema.safeParse(one).success);
      expect(rows.map((one) => check(one).valid)).toEqual(said);
      expect((await land(stated, rows)).rows).toEqual(
        rows.flatMap(({ a, b = null }, index) => (said[index] ? [{ a, b }] : [])),
      );
    }),
    { numRuns: 150 },
  );
});
