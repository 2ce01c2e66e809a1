import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/core/index.js";
import { collectRows } from "../../src/dataset/index.js";
import { csvSource, ingest } from "../../src/ingestion/index.js";
import type { Contract } from "../../src/schema/index.js";
import { createRowValidator, readQuarantine, validate } from "../../src/validation/index.js";
import { orderRow, orders, refined } from "./arbitraries.js";

/** Both sides must say the same of every row, and of valid rows hold the same values. */
async function expectAgreement<Row, Label extends string>(
  contract: Contract<Row, Label>,
  rows: readonly unknown[],
): Promise<number> {
  const check = createRowValidator(contract);
  const store = createMemoryStore();
  const dataset = await validate<Row, Label>({ maximumInvalid: 1 })(await ingest(contract)(rows, { store }), { store });
  const checked = rows.map((row) => check(row));
  expect(await collectRows(dataset)).toEqual(checked.flatMap((one) => (one.valid ? [one.row] : [])));
  const quarantined = [];
  for await (const { position, reasons } of readQuarantine(store, contract)) quarantined.push({ position, reasons });
  const expected = checked.flatMap(({ valid, reasons }, row) =>
    valid ? [] : [{ position: `raw/${contract.name}@1#${row}`, reasons }],
  );
  expect(quarantined).toEqual(expected);
  return dataset.rows;
}

describe("columnar and single-row validation", () => {
  it("agree on every row of random tables with nulls, NaN and wrong types", async () => {
    let valid = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(orderRow, { maxLength: 30 }), async (rows) => {
        valid += await expectAgreement(orders, rows);
      }),
      { numRuns: 300 },
    );
    expect(valid).toBeGreaterThan(100);
  });

  it("agree when the schema itself must be run", async () => {
    const value = fc.oneof(fc.constantFrom<unknown>(1, 13, null, undefined, "a", "abc", 2.5, Number.NaN), fc.string());
    const row = fc.record({ price: value, count: value, status: value, note: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        await expectAgreement(refined, rows);
      }),
      {
        numRuns: 300,
      },
    );
  });

  it("agree with zod on which rows are valid", async () => {
    const check = createRowValidator(orders);
    const textTime = (row: Record<string, unknown>) =>
      typeof row.at === "string" ||
      Object.values(row).some((value) => typeof value === "bigint" || value === null || value === undefined);
    await fc.assert(
      fc.property(orderRow, (row) => {
        fc.pre(!textTime(row));
        const { reasons } = check(row);
        const zod = orders.schema["~standard"].validate(row);
        if (zod instanceof Promise) throw new Error("zod is synchronous");
        expect(reasons.some(({ code }) => code !== "rule")).toBe(zod.issues !== undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it("agree on text that is read as numbers, booleans and times", async () => {
    const field = fc.constantFrom(
      "1",
      "-2.50",
      "1e2",
      "0x1",
      " 1",
      "9007199254740993",
      "true",
      "TRUE",
      "2001-01-31",
      "2001-01-31T10:00",
      "",
      "open",
      "A1",
    );
    const names = ["at", "price", "count", "ratio", "status", "code", "note", "paid"];
    const good = ["2001-01-31 06:55:00Z", "2.5", "3", "", "open", "A1", "abc", "false"];
    const record = fc.tuple(...good.map((text) => fc.oneof({ weight: 9, arbitrary: fc.constant(text) }, field)));
    const check = createRowValidator(orders);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 10 }), async (records) => {
        const text = [names, ...records].map((fields) => fields.join(",")).join("\n");
        const source = csvSource(new TextEncoder().encode(text));
        const store = createMemoryStore();
        const dataset = await validate({ maximumInvalid: 1 })(await ingest(orders)(source, { store }), { store });
        const checked = records.map((fields) =>
          check(Object.fromEntries(names.map((name, index) => [name, fields[index] || null])), true),
        );
        expect(await collectRows(dataset)).toEqual(checked.flatMap((one) => (one.valid ? [one.row] : [])));
      }),
    );
  });
});
