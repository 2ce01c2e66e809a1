import { readSodaContract, verifySodaContract } from "golden-pipeline/adapters/soda";
import { batchFromRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";

const yaml = `
dataset: warehouse/public/trips
columns:
  - name: fare
    data_type: double
    checks:
      - missing: { threshold: { metric: percent, must_be_less_than: 40, additional: { must_be: 0, level: warn } } }
      - invalid: { valid_min: 0, valid_max: 9 }
      - aggregate: { function: avg, threshold: { must_be_between: { greater_than: 1, less_than: 4 } } }
  - name: kind
    data_type: varchar
    checks:
      - invalid: { name: known kinds, valid_values: [bus, car], missing_values: ['?'] }
      - duplicate: { threshold: { metric: percent, must_be_less_than_or_equal: 50 } }
      - missing: { filter: fare > 1 }
checks:
  - schema:
  - row_count: { threshold: { must_be_not_between: { less_than: 3, greater_than: 10 } } }
  - duplicate: { columns: [fare, kind] }
  - freshness: { column: at, threshold: { unit: day, must_be_less_than: 2 } }
  - failed_rows: { expression: fare > 1 }
`;
const rows = [
  { fare: 2, kind: "bus" },
  { fare: 2, kind: "bus" },
  { fare: null, kind: "?" },
  { fare: 5, kind: "ship" },
];

describe("data held against a data contract", () => {
  it("have an outcome and a figure by check, and why where there is none", async () => {
    const { passed, results } = verifySodaContract(rows, await readSodaContract(yaml));
    expect(passed).toBe(false);
    expect(
      results.map(({ check, column, outcome, value, why }) => [column ?? "", check, outcome, value ?? why]),
    ).toEqual([
      ["fare", "missing", "WARN", 25],
      ["fare", "invalid", "PASSED", 0],
      ["fare", "aggregate", "PASSED", 3],
      ["kind", "invalid", "FAILED", 1],
      ["kind", "duplicate", "PASSED", 25],
      ["kind", "missing", "NOT_EVALUATED", "its filter is SQL"],
      ["", "schema", "PASSED", 0],
      ["", "row_count", "FAILED", 4],
      ["", "duplicate", "FAILED", 1],
      ["", "freshness", "FAILED", undefined],
      ["", "failed_rows", "NOT_EVALUATED", "it is SQL"],
    ]);
    expect(results[3]?.name).toBe("known kinds");
  });

  it("may be a batch, whose types the schema is held against", async () => {
    const soda = await readSodaContract(yaml);
    const columns = [
      { name: "kind", type: "text" },
      { name: "fare", type: "text" },
      { name: "extra", type: "number" },
    ] as const;
    const batch = batchFromRows(columns, [{ kind: "bus", fare: "1", extra: 1 }]);
    const schema = verifySodaContract(batch, soda).results.find(({ check }) => check === "schema");
    // One too many, one of another type, and another order.
    expect(schema).toMatchObject({ outcome: "FAILED", value: 3 });
  });

  it("are as old as their newest time", async () => {
    const soda = await readSodaContract(yaml);
    const now = new Date("2026-01-03T12:00:00Z");
    const dated = rows.map((row) => ({ ...row, at: new Date("2026-01-01T12:00:00.001Z") }));
    const freshness = verifySodaContract(dated, soda, { now }).results.find(({ check }) => check === "freshness");
    expect(freshness).toMatchObject({ outcome: "PASSED", value: 172_799 / 86_400 });
  });

  it("are rows or a batch, nothing else", async () => {
    expect(() => verifySodaContract("rows" as never, { dataset: "a", columns: [] })).toThrow(
      "rows or a batch of columns",
    );
  });
});
