import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsSource } from "../../../src/ingestion/index.js";
import { readSource } from "../read-source.js";

describe("a source of rows", () => {
  it("lands rows as lines of canonical JSON and keeps dates, NaN, bigint and bytes", async () => {
    const rows = [
      { b: 1, a: "x", at: new Date(0), missing: null, absent: undefined },
      { b: Number.NaN, big: 12n, raw: new Uint8Array([1, 2]), $date: "mine" },
    ];
    const { bytes, rows: read, problems } = await readSource(rowsSource("rows", rows));
    expect(bytes.toString()).toMatchInlineSnapshot(`
      "{"a":"x","at":{"$date":"1970-01-01T00:00:00.000Z"},"b":1,"missing":null}
      {"$date":"mine","b":{"$float":"NaN"},"big":{"$bigint":"12"},"raw":{"$bytes":"AQI="}}
      "
    `);
    expect(read).toEqual([
      { a: "x", at: new Date(0), b: 1 },
      { b: Number.NaN, big: 12n, raw: new Uint8Array([1, 2]), $date: "mine" },
    ]);
    expect(problems).toEqual([]);
  });

  it("reports rows that are no plain objects with a reason", async () => {
    class Flight {}
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const rows = [
      7,
      null,
      [1],
      new Flight(),
      new Date(0),
      { f: () => 1 },
      cycle,
      { at: new Date(Number.NaN) },
      { ok: 1 },
    ];
    const { rows: read, problems } = await readSource(rowsSource("rows", rows));
    expect(read.filter((row) => row !== null)).toEqual([{ ok: 1 }]);
    expect(problems).toMatchInlineSnapshot(`
      [
        "expected a plain object, got 7 (number)",
        "expected a plain object, got null",
        "expected a plain object, got [1]",
        "expected a plain object, got an instance of Flight",
        "expected a plain object, got 1970-01-01T00:00:00.000Z (Date)",
        "expected \`value.f\` to be a value that JSON can carry",
        "expected \`value.self\` to be a tree without cycles",
        "expected \`value.at\` to be a plain object, an array, a date or a typed array",
      ]
    `);
  });

  it("takes async iterables and generators, in chunks of rows", async () => {
    async function* generate() {
      for (let n = 0; n < 25; n++) yield { n };
    }
    const { rows, chunks } = await readSource(rowsSource("generated", generate(), { chunkRows: 10 }));
    expect(rows).toEqual(Array.from({ length: 25 }, (_, n) => ({ n })));
    expect(chunks).toBe(3);
  });

  it("refuses what cannot be iterated, text above all", () => {
    // @ts-expect-error a number is no iterable
    expect(() => rowsSource("rows", 5)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [rows] Expected an iterable or async iterable of rows, got 5 (number)]`,
    );
    expect(() => rowsSource("rows", "file.csv")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [rows] Expected an iterable or async iterable of rows, got "file.csv" (string)]`,
    );
  });

  it("reads back any plain rows", async () => {
    const value = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.double({ noDefaultInfinity: false }),
      fc.boolean(),
      fc.bigInt(),
      fc.date({ noInvalidDate: true }),
    );
    const row = fc.dictionary(fc.string({ unit: "grapheme" }), value);
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 4 }), async (rows, chunkRows) => {
        const expected = rows.map((one) =>
          Object.fromEntries(Object.entries(one).map(([key, item]) => [key, Object.is(item, -0) ? 0 : item])),
        );
        expect((await readSource(rowsSource("rows", rows, { chunkRows }))).rows).toEqual(expected);
      }),
    );
  });
});
