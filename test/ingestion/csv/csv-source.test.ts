import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvSource } from "../../../src/ingestion/index.js";
import { readSource } from "../read-source.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options = {}) => readSource(csvSource(bytes(text), options));
const file = "node_modules/vega-datasets/data/birdstrikes.csv";

describe("a CSV source", () => {
  it("reads quotes, doubled quotes, line breaks in quotes, CRLF and a byte order mark", async () => {
    const text = '\uFEFFname,note\r\n"Smith, J","says ""hi"""\r\n"two\r\nlines",\r\nplain,5" pipe\r\n';
    const { rows, problems, bytes: raw } = await read(text);
    expect(rows).toEqual([
      { name: "Smith, J", note: 'says "hi"' },
      { name: "two\r\nlines" },
      { name: "plain", note: '5" pipe' },
    ]);
    expect(problems).toEqual([]);
    expect(raw.toString()).toBe(text);
  });

  it("keeps every digit: columns are text until a contract asks for numbers", async () => {
    const { rows } = await read("id,price\n9007199254740993,0.1\n");
    expect(rows).toEqual([{ id: "9007199254740993", price: "0.1" }]);
  });

  it("reports ragged records, text after a closing quote and unclosed quotes as rows with a reason", async () => {
    const { rows, problems } = await read('a,b\n1,2\n1\n1,2,3\n"x"y,2\n3,4\n"open,5\n6,7\n');
    expect(rows).toEqual([{ a: "1", b: "2" }, null, null, null, { a: "3", b: "4" }, null, { a: "6", b: "7" }]);
    expect(problems).toMatchInlineSnapshot(`
      [
        "expected 2 fields, got 1",
        "expected 2 fields, got 3",
        "text after the closing quote of field 1",
        "a quote was opened and never closed",
      ]
    `);
  });

  it("cuts a record that is too long and goes on at the next line, whatever the chunk", async () => {
    const text = `a,b\n1,2\n"${"x".repeat(100)},5\n6,7\n8,9\n`;
    for (const chunkBytes of [1, 10, 1000]) {
      const { rows, problems, bytes: raw } = await read(text, { chunkBytes, maximumRecordBytes: 50 });
      expect(rows).toEqual([{ a: "1", b: "2" }, null, { a: "6", b: "7" }, { a: "8", b: "9" }]);
      expect(problems).toEqual(["the record is longer than allowed"]);
      expect(raw.toString()).toBe(text);
    }
  });

  it("reports rows whose bytes are not UTF-8", async () => {
    const text = Buffer.from("a\nfine\n\xE9t\xE9\n", "latin1");
    const { rows, problems, bytes: raw } = await readSource(csvSource(text));
    expect(rows).toEqual([{ a: "fine" }, null]);
    expect(problems).toEqual(["the bytes are not UTF-8"]);
    expect(raw.equals(text)).toBe(true);
  });

  it("takes names from the caller, other delimiters, and the words that mean missing", async () => {
    const options = { header: ["a", "b"], delimiter: "\t", quote: "'", missing: ["NA", "-"] };
    expect((await read("1\tNA\n'-'\t'2'\n", options)).rows).toEqual([{ a: "1" }, { b: "2" }]);
  });

  it("has no rows in a header alone, or blank lines behind it", async () => {
    for (const text of ["a,b", "a,b\n", "\n\r\na,b\n\n"]) expect((await read(text)).rows).toEqual([]);
    expect((await read("\n\na,b\n\n1,2\n\n")).rows).toEqual([{ a: "1", b: "2" }]);
  });

  it("refuses a file without even a header, unless the names are given", async () => {
    await expect(read("")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "bytes" to begin with a header that names its columns, got an empty file: a file without rows has its header; of one without a header, \`header: [...]\` names the columns]`,
    );
    await expect(read("\n\r\n\n")).rejects.toThrow("got blank lines only");
    expect((await read("", { header: ["a"] })).rows).toEqual([]);
  });

  it("refuses a header that names a column twice, once the bytes are read", async () => {
    await expect(read("a,b,a\n1,2,3\n")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected column names that differ, got "a" twice: \`doubledNames: "number"\` calls the second one "a 2", \`header: [...]\` names them all]`,
    );
  });

  it("says when there is no such file, or what is no file, and lets an abort be one", async () => {
    const missing = readSource(csvSource("no/such.csv"));
    await expect(missing).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "no/such.csv" to be a file that can be read, got no file there (ENOENT). Check the path; a relative one begins at the working directory]`,
    );
    await expect(missing).rejects.toMatchObject({ code: "source", cause: { code: "ENOENT" } });
    await expect(readSource(csvSource("test"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "test" to be a file that can be read, got a folder (EISDIR). Give the path of one file in it]`,
    );
    await expect(readSource(csvSource("no/such.csv"), AbortSignal.abort("enough"))).rejects.toBe("enough");
  });

  it("refuses options that make no sense", () => {
    expect(() => csvSource("x.csv", { delimiter: "::" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [csv] Expected \`delimiter\` to be one ASCII character, got "::" (string)]`,
    );
    expect(() => csvSource("x.csv", { delimiter: '"' })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [csv] Expected \`quote\` to differ from \`delimiter\`, got "\\"" (string)]`,
    );
    expect(() => csvSource("x.csv", { chunkBytes: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [csv] Expected \`chunkBytes\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });

  it("reads a real file from a path and from a stream alike, byte for byte", async () => {
    const whole = await readFile(file);
    const fromPath = await readSource(csvSource(file, { chunkBytes: 100_000 }));
    const fromStream = await readSource(
      csvSource(createReadStream(file, { highWaterMark: 777 }), { chunkBytes: 100_000 }),
    );
    expect(fromPath.bytes.equals(whole)).toBe(true);
    expect(fromPath.rows.length).toBe(10_000);
    expect(fromPath.problems).toEqual([]);
    expect(fromStream.rows).toEqual(fromPath.rows);
    expect(fromStream.chunks).toBe(fromPath.chunks);
  });

  it("reads back what RFC 4180 writes, however it is cut", async () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r\n", " ", "😀", "0") });
    const table = fc.array(fc.tuple(field, field), { maxLength: 12 });
    const write = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 60 }), async (records, chunkBytes) => {
        const text = ["x,y", ...records.map((record) => record.map(write).join(","))].join("\r\n");
        const { rows, bytes: raw } = await read(text, { chunkBytes, missing: [] });
        expect(rows).toEqual(records.map(([x, y]) => ({ x, y })));
        expect(raw.toString()).toBe(text);
      }),
    );
  });

  it("never throws and never changes a byte, whatever stands in the file", async () => {
    const junk = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "\uFEFF", " ") });
    await fc.assert(
      fc.asyncProperty(
        junk,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, chunkBytes, maximumRecordBytes) => {
          const { bytes: raw } = await read(text, { header: ["a", "b"], chunkBytes, maximumRecordBytes });
          expect(raw.toString()).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });
});
