import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonLinesSource } from "../../../src/ingestion/index.js";
import { readSource } from "../read-source.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options = {}) => readSource(jsonLinesSource(bytes(text), options));

describe("a source of JSON lines", () => {
  it("reads one object a line and types the columns that are of one kind", async () => {
    const { rows, problems } = await read('{"a":1,"b":"x","c":true}\r\n\n{"a":null,"d":[1,{"e":2}]}\n{"a":2.5}');
    expect(rows).toEqual([{ a: 1, b: "x", c: true }, { d: [1, { e: 2 }] }, { a: 2.5 }]);
    expect(problems).toEqual([]);
  });

  it("keeps whole numbers that a double cannot hold as bigint, and leaves their look-alikes alone", async () => {
    const line =
      '{"id":9007199254740993,"n":[-12345678901234567890],"t":"9007199254740993","f":1234567890123456.5,"integer":{"integer":"1"}}';
    expect((await read(line)).rows).toEqual([
      {
        id: 9007199254740993n,
        n: [-12345678901234567890n],
        t: "9007199254740993",
        f: 1234567890123456.5,
        integer: { integer: "1" },
      },
    ]);
  });

  it("reports lines that are no JSON object, too long or too deep as rows with a reason", async () => {
    const text = `{"a":1}\n[1]\nnull\n"x"\n{"a":\n{"a":${"[".repeat(5)}${"]".repeat(5)}}\n{"a":"[[[[[["}\n{"a":"${"x".repeat(80)}"}\n{"a":2}\n`;
    const { rows, problems, bytes: raw } = await read(text, { maximumDepth: 4, maximumLineBytes: 60 });
    expect(rows).toEqual([{ a: 1 }, null, null, null, null, null, { a: "[[[[[[" }, null, { a: 2 }]);
    expect(raw.toString()).toBe(text);
    expect(problems).toMatchInlineSnapshot(`
      [
        "expected a JSON object, got an array",
        "expected a JSON object, got null",
        "expected a JSON object, got a string",
        "not JSON: Unexpected end of JSON input",
        "the nesting is deeper than 4",
        "the line is longer than allowed",
      ]
    `);
  });

  it("does not let strangers make columns without end", async () => {
    const text = Array.from({ length: 1200 }, (_, index) => `{"key${index}":1}`).join("\n");
    const { problems } = await read(text);
    expect(problems.length).toBe(200);
    expect(problems[0]).toBe("more than 1000 different columns");
  });

  it("takes keys like __proto__ for plain names", async () => {
    const { rows } = await read('{"__proto__":{"x":1},"a":1}');
    expect(Object.keys(rows[0] ?? {})).toEqual(["__proto__", "a"]);
  });

  it("survives a million brackets on one line", async () => {
    const { problems } = await read(`{"a":${"[".repeat(1_000_000)}`);
    expect(problems).toEqual(["the nesting is deeper than 32"]);
  });

  it("reads back any objects, however they are cut", async () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.bigInt());
    const row = fc.dictionary(fc.string(), value);
    const write = (one: object) =>
      JSON.stringify(one, (_key, item) => (typeof item === "bigint" ? `big ${item}` : item)).replace(
        /"big (-?\d+)"/g,
        "$1",
      );
    const plain = (item: unknown) =>
      typeof item === "bigint" && String(Number(item)) === String(item) ? Number(item) : Object.is(item, -0) ? 0 : item;
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 300 }), async (rows, chunkBytes) => {
        const expected = rows.map((one) =>
          Object.fromEntries(Object.entries(one).map(([key, item]) => [key, plain(item)])),
        );
        expect((await read(rows.map(write).join("\n"), { chunkBytes })).rows).toEqual(expected);
      }),
    );
  });

  it("never throws and never changes a byte, whatever stands in the file", async () => {
    const junk = fc.string({ unit: fc.constantFrom("{", "}", '"', ":", "1", "\n", "\r", "\\", "[") });
    await fc.assert(
      fc.asyncProperty(
        junk,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, chunkBytes, maximumLineBytes) => {
          expect((await read(text, { chunkBytes, maximumLineBytes })).bytes.toString()).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });
});
