import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsvOptions } from "../../../src/ingestion/csv/csv-options.js";
import { csvSource } from "../../../src/ingestion/index.js";
import { readSource } from "../read-source.js";

const read = (text: string | Uint8Array, options: CsvOptions = {}) =>
  readSource(csvSource(typeof text === "string" ? new TextEncoder().encode(text) : text, options));
const rowsOf = async (text: string | Uint8Array, options: CsvOptions = {}) => (await read(text, options)).rows;
const one = [{ a: "1", b: "ü €" }];

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

describe("encodings", () => {
  it("are told by the mark, or stated", async () => {
    const text = "a,b\r\n1,ü €\r\n";
    expect(await rowsOf(`\uFEFF${text}`)).toEqual(one);
    for (const bigEndian of [true, false]) {
      expect(await rowsOf(utf16(`\uFEFF${text}`, bigEndian))).toEqual(one);
      expect(await rowsOf(utf16(text, bigEndian), { encoding: bigEndian ? "UTF-16BE" : "utf-16le" })).toEqual(one);
    }
    const western = Buffer.from(text.replace("€", "\x80"), "latin1");
    for (const encoding of ["windows-1252", "latin1"]) expect(await rowsOf(western, { encoding })).toEqual(one);
    const cyrillic = Buffer.from([0x61, 10, 0xc6, 0xd3, 10]);
    expect(await rowsOf(cyrillic, { encoding: "windows-1251" })).toEqual([{ a: "ЖУ" }]);
  });

  it("land as they are, and are read back however they were cut", async () => {
    const bytes = utf16('\uFEFFa;b\r\n"x;\r\ny";2\r\nö;3\r\n', false);
    for (const chunkBytes of [1, 7, 100]) {
      const landed = await read(bytes, { chunkBytes, delimiter: ";", maximumRecordBytes: 33 });
      expect(landed.rows).toEqual([
        { a: "x;\r\ny", b: "2" },
        { a: "ö", b: "3" },
      ]);
      expect(landed.bytes.equals(bytes)).toBe(true);
    }
  });

  it("are refused when the mark says another, when UTF-16 has no mark, and when characters cannot be told apart", async () => {
    await expect(read("\uFEFFa\n1\n", { encoding: "windows-1252" })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "bytes" to be windows-1252, as stated, got the mark of utf-8]`,
    );
    await expect(read(utf16("alpha,beta\n1,2\n", true))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "bytes" to be UTF-8, got what looks like UTF-16 without its mark: state \`encoding: "utf-16be"\`]`,
    );
    expect(() => csvSource("x.csv", { encoding: "shift_jis" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [csv] Expected \`encoding\` to be utf-8, utf-16, or one of a byte a character, e.g. windows-1252 (decode others before), got "shift_jis" (string)]`,
    );
    expect(() => csvSource("x.csv", { encoding: "klingon" })).toThrow('got "klingon"');
  });

  it("have their damaged rows quarantined", async () => {
    const { rows, problems } = await read(
      Buffer.concat([utf16("a\n", false), Buffer.from([0x00, 0xd8, 10, 0]), utf16("b\n", false)]),
      {
        encoding: "utf-16le",
      },
    );
    expect(rows).toEqual([null, { a: "b" }]);
    expect(problems).toEqual(["the bytes are not UTF-16LE"]);
  });
});

describe("a stray quote", () => {
  it("costs its own row: the lines behind it are read as ever, and counted", async () => {
    const text = 'a,b\n1,2\n"3,4\n5,6\n7,"8"\n9,10\n';
    for (const chunkBytes of [1, 1000]) {
      const { rows, problems } = await read(text, { chunkBytes });
      expect(rows).toEqual([{ a: "1", b: "2" }, null, { a: "5", b: "6" }, { a: "7", b: "8" }, { a: "9", b: "10" }]);
      expect(problems).toEqual([expect.stringMatching(/closing quote|never closed/)]);
    }
  });

  it("costs no other row than its own, wherever it stands and however the file is cut", async () => {
    const cell = fc.oneof(
      fc.constantFrom("1", "x", "", " "),
      fc.constantFrom('"q"', '"a,b"', '"l\nm"', '"d""d"', '"r\r\ns"').map((text) => text),
    );
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
    const asked = fc.record({ table, at: fc.nat(), chunkBytes: fc.integer({ min: 1, max: 40 }) });
    await fc.assert(
      fc.asyncProperty(asked, async ({ table, at, chunkBytes }) => {
        const broken = at % table.length;
        const lines = table.map(([x, y]) => `${x},${y}`);
        const clean = await read(["x,y", ...lines, ""].join("\n"), { chunkBytes, missing: [] });
        // Behind a closing quote it is sure to be one that is broken.
        const text = ["x,y", ...lines.slice(0, broken), '"s"t,u', ...lines.slice(broken + 1), ""].join("\n");
        const { rows } = await read(text, { chunkBytes, missing: [] });
        expect(rows).toEqual([...clean.rows.slice(0, broken), null, ...clean.rows.slice(broken + 1)]);
      }),
    );
  });

  it("that swallows rows up to the limit gives them back", async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `${index},v${index}`);
    const text = ["a,b", '"oops,1', ...lines, ""].join("\n");
    for (const [chunkBytes, maximumRecordBytes] of [
      [1, 100],
      [64, 1000],
      [1 << 20, 1 << 20],
    ] as const) {
      const { rows, bytes } = await read(text, { chunkBytes, maximumRecordBytes });
      expect(rows).toEqual([
        null,
        ...lines.map((line) => Object.fromEntries(line.split(",").map((v, i) => ["ab"[i], v]))),
      ]);
      expect(bytes.toString()).toBe(text);
    }
  });
});

describe("what people write around their rows", () => {
  it("is left out when it was said: comments, lines before the header, spaces", async () => {
    const text = 'Report of May\n"made, by "hand\n# nobody\n a , b \n# 1,2,"3\n 1 , "ü €" \n\n';
    for (const chunkBytes of [1, 20, 1000]) {
      const options = { skipLines: 2, comment: "#", trim: true, chunkBytes };
      const landed = await read(text, options);
      expect(landed.rows).toEqual(one);
      expect(landed.bytes.toString()).toBe(text);
    }
  });

  it("is told when the lines to leave out are all there is", async () => {
    await expect(read("one\ntwo", { skipLines: 2 })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected "bytes" to go on after the 2 lines that \`skipLines\` leaves out, they were not all found in its first 7 bytes]`,
    );
  });

  it("has escapes, which are plain characters before any other", async () => {
    const options = { escape: "\\", missing: ["\\N"] };
    expect(await rowsOf('a,b\n"say \\"hi\\", ok",\\N\nC:\\temp,x\\,y\nup\\\ndown,\\\\\n', options)).toEqual([
      { a: 'say "hi", ok' },
      { a: "C:\\temp", b: "x,y" },
      { a: "up\ndown", b: "\\" },
    ]);
  });

  it("has line ends of every kind", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      for (const chunkBytes of [1, 1000])
        expect(await rowsOf(["a,b", "1,2", '"3",4', ""].join(end), { chunkBytes })).toEqual([
          { a: "1", b: "2" },
          { a: "3", b: "4" },
        ]);
  });
});

describe("a delimiter that is not stated", () => {
  it("is the one that parts the records alike", async () => {
    for (const delimiter of [",", ";", "\t", "|"]) {
      const lines = [
        ["a", "b"],
        ["1.5", '"x,y;z|t"'],
        ["2.5", "no"],
      ].map((cells) => cells.join(delimiter));
      expect(await rowsOf(lines.join("\n"), { delimiter: "infer" })).toEqual([
        { a: "1.5", b: "x,y;z|t" },
        { a: "2.5", b: "no" },
      ]);
    }
    expect(await rowsOf("a;b\n1,5;2\n3,5;4\n", { delimiter: "infer" })).toEqual([
      { a: "1,5", b: "2" },
      { a: "3,5", b: "4" },
    ]);
    expect(await rowsOf("word\nno\nyes\n", { delimiter: "infer" })).toEqual([{ word: "no" }, { word: "yes" }]);
  });

  it("is asked for when several do, or none does", async () => {
    await expect(read("a;b,c\n1;2,3\n", { delimiter: "infer" })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected one delimiter that parts the records of "bytes" alike, got 2: by "," 100 % of the records have the 2 fields of the first; by ";" 100 % of the records have the 2 fields of the first; by "\\t" 100 % of the records have the 1 field of the first; by "|" 100 % of the records have the 1 field of the first. State \`delimiter\`]`,
    );
    await expect(read("a;b\n1\n2;3;4\n", { delimiter: "infer" })).rejects.toThrow("got none");
  });
});

describe("names of columns", () => {
  it("are given, numbered, renamed, or told apart", async () => {
    expect(await rowsOf("1,2\n3,4\n", { header: false })).toEqual([
      { "column 1": "1", "column 2": "2" },
      { "column 1": "3", "column 2": "4" },
    ]);
    expect(await rowsOf("p,p,p 2,\n1,2,3,4\n", { doubledNames: "number" })).toEqual([
      { p: "1", "p 3": "2", "p 2": "3", "column 4": "4" },
    ]);
    expect(await rowsOf("Unit Price,b\n1,2\n", { rename: { "Unit Price": "price" } })).toEqual([
      { price: "1", b: "2" },
    ]);
  });

  it("are refused when one is not there to be renamed, or another has it", async () => {
    await expect(read("price,b\n1,2\n", { rename: { prise: "p" } })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [csv] Expected the columns that \`rename\` names, got no "prise" in "price", "b". Did you mean \`price\`?]`,
    );
    await expect(read("a,b\n1,2\n", { rename: { a: "b" } })).rejects.toThrow('got "b" twice');
    expect(() => csvSource("x.csv", { header: ["a", "a"] })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [csv] Expected \`header\` to name each column once, got "a" (string)]`,
    );
  });
});

it("agrees with itself on any text in any dialect: as many rows are told as are read, the same however it is cut, and no byte is changed", async () => {
  const junk = fc.string({
    unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "\r\n", "\\", "#", " ", "\t", "é"),
    maxLength: 40,
  });
  const dialect = fc.record(
    {
      escape: fc.constant("\\"),
      comment: fc.constant("#"),
      trim: fc.boolean(),
      skipLines: fc.integer({ min: 0, max: 2 }),
      delimiter: fc.constantFrom(",", ";", "\t"),
      encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
      chunkBytes: fc.integer({ min: 1, max: 12 }),
      maximumRecordBytes: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(junk, dialect, async (text, options) => {
      const wide = options.encoding?.startsWith("utf-16");
      const given = wide ? utf16(text, options.encoding === "utf-16be") : new TextEncoder().encode(text);
      const lines = given.length === 0 ? 0 : (text.match(/\n/g)?.length ?? text.match(/\r/g)?.length ?? 0);
      fc.pre((options.skipLines ?? 0) <= lines);
      const landed = await read(given, { ...options, header: ["x", "y"] });
      expect(landed.bytes.equals(Buffer.from(given))).toBe(true);
      const { maximumRecordBytes: _, ...others } = options;
      const pieces = await read(given, { ...others, header: ["x", "y"] });
      const whole = await read(given, { ...others, header: ["x", "y"], chunkBytes: 1000 });
      expect(pieces.rows).toEqual(whole.rows);
    }),
    { numRuns: 400, endOnFailure: true },
  );
});
