import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { duckdbEngine } from "golden-pipeline/adapters/duckdb";
import { createMemoryEngine } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadTable, loadTables, quoted } from "./load-tables.js";

const numbers = contract("numbers", z.object({ n: z.int() }));
const table = { columns: { n: "integer" }, rows: [{ n: 1 }, { n: 2 }] } as const;

describe("what goes wrong with DuckDB", () => {
  it("is told of a table that is not there, with its name", async () => {
    const connection = await loadTables({ t: table });
    await expect(duckdbEngine(connection).check(["memory", "main", "u"], numbers)).rejects.toThrow(
      'Expected the name of a table or view that is there, got "memory.main.u"',
    );
    await expect(duckdbEngine(connection).check([], numbers)).rejects.toThrow("Expected the name of a table or view");
  });

  it("is told of a column that is not there, with those that are", async () => {
    const connection = await loadTables({ t: table });
    const named = contract("named", z.object({ N: z.int() }));
    await expect(duckdbEngine(connection).check("t", named)).rejects.toThrow(
      "Expected a relation with the column N, got one with n. Did you mean `n`?",
    );
  });

  it("is a service error when the connection is closed, and when a view cannot be read any more", async () => {
    const connection = await loadTables({ t: table });
    const engine = duckdbEngine(connection);
    await connection.run("CREATE VIEW gone AS SELECT n / 0 AS n, error('the disk is gone') AS m FROM t");
    const read = contract("read", z.object({ m: z.string() }));
    await expect(engine.check("gone", read)).rejects.toMatchObject({ code: "service", retryable: false });
    expect((await engine.check("t", numbers)).rows).toBe(2);
    connection.closeSync();
    await expect(engine.check("t", numbers)).rejects.toMatchObject({ code: "service" });
  });

  it("is interrupted by a signal, and answers the next question", async () => {
    const connection = await loadTables({ t: table });
    await connection.run(
      "CREATE VIEW endless AS SELECT a.range * b.range AS n FROM range(10000000) a, range(10000000) b",
    );
    const engine = duckdbEngine(connection);
    const controller = new AbortController();
    const asked = engine.check("endless", numbers, { signal: controller.signal });
    const waiting = engine.check("t", numbers);
    setTimeout(() => controller.abort(new Error("too long")), 100);
    await expect(asked).rejects.toThrow("too long");
    expect((await waiting).rows).toBe(2);
    connection.closeSync();
  });

  it("answers questions that are asked at once, one after the other", async () => {
    const connection = await loadTables({ t: table });
    const engine = duckdbEngine(connection);
    const answers = await Promise.all([1, 2, 3].map(() => engine.profile("t", numbers)));
    expect(answers[2]).toEqual(answers[0]);
    connection.closeSync();
  });

  it("no name and no word gets out of its quotes", async () => {
    const connection = await loadTables({ safe: table });
    const engine = duckdbEngine(connection);
    const hostile = fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '"; DROP TABLE safe; --',
        "'); DROP TABLE safe; --",
        "$1",
        "?",
        "{n}",
        "\\",
        "/*",
        "v0",
        "one",
        "k",
        "a.b",
      ),
      fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(..."\"'`;-\\/*$%()[]\n\t ab") }),
    );
    const property = fc.asyncProperty(hostile, hostile, hostile, async (name, column, word) => {
      // DuckDB tells neither tables nor columns apart by case, and has these already.
      fc.pre(name.toLowerCase() !== "safe" && column.trim() !== "" && name.trim() !== "");
      const rows = [{ [column]: word }, { [column]: null }, { [column]: "other" }];
      await loadTable(connection, name, { columns: { [column]: "text" }, rows });
      const stated = contract("stated", z.object({ [column]: z.enum([word, "third"]) }), {
        rules: (row) => ({ [word]: row[column]?.differsFrom(word) ?? fail() }),
      });
      const ours = createMemoryEngine({ [name]: rows });
      expect((await engine.check([name], stated)).reasons).toEqual((await ours.check([name], stated)).reasons);
      expect(await engine.profile([name], stated)).toEqual(await ours.profile([name], stated));
      await connection.run(`DROP TABLE ${quoted(name)}`);
    });
    await fc.assert(property, { numRuns: 60 });
    expect((await engine.check("safe", numbers)).rows).toBe(2);
    connection.closeSync();
  }, 120_000);

  it("reads whole numbers, decimals, enums and times of all kinds as the values they are", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`CREATE TABLE kinds AS SELECT 7::TINYINT AS tiny, 18446744073709551615::UBIGINT AS huge, 1.25::DECIMAL(9, 2) AS price,
      0.1::FLOAT AS rough, 'a'::ENUM('a', 'b') AS word, DATE '2001-01-31' AS day, TIMESTAMPTZ '2001-01-31 12:00:00+02' AS instant,
      TIMESTAMP 'infinity' AS never, '1969-12-31 23:59:59.9999'::TIMESTAMP_NS AS before, '2001-01-31' AS iso`);
    const stated = contract(
      "kinds",
      z.object({
        tiny: z.int(),
        huge: z.number(),
        price: z.literal(1.25),
        rough: z.literal(Math.fround(0.1)),
        word: z.enum(["a"]),
        day: z.date().min(new Date("2001-01-31")).max(new Date("2001-01-31")),
        instant: z.date().min(new Date("2001-01-31T10:00Z")).max(new Date("2001-01-31T10:00Z")),
        never: z.date(),
        before: z.date().min(new Date(-1)).max(new Date(-1)),
        iso: z.date(),
      }),
    );
    const { reasons, unsupported } = await duckdbEngine(connection).check("kinds", stated);
    expect(reasons).toEqual({ "huge type": 1, "never type": 1 });
    expect(unsupported).toEqual([{ what: "column iso", reason: expect.stringContaining("cast it to a timestamp") }]);
    connection.closeSync();
  });
});

function fail(): never {
  throw new Error("the column is there");
}
