import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, it } from "vitest";
import { csvSource, jsonLinesSource, rowsSource } from "../../../src/ingestion/index.js";
import type { PositionedSource } from "../../../src/ports/index.js";
import { sourceChecks } from "../../../src/testing/index.js";
import { readSource } from "../read-source.js";

const rows = Array.from({ length: 40 }, (_, n) => ({
  n: String(n),
  text: n % 7 === 0 ? `two\nlines "${n}"` : `word ${n}`,
}));
const csv = `n,text\r\n${rows.map(({ n, text }) => `${n},"${text.replaceAll('"', '""')}"`).join("\r\n")}`;
const lines = rows.map((row) => JSON.stringify(row)).join("\n");
const long = [...rows.slice(0, 20), { n: "long", text: "x".repeat(500) }, ...rows.slice(20)]
  .map((row) => JSON.stringify(row))
  .join("\n");
const withGap = [...rows.slice(0, 20), null, ...rows.slice(20)];

/** A stream cannot go back to where it was. */
const oneReading = {
  "gives a batch again to a reader with another batch size":
    "a stream is read once, so it cannot be cut anew on the way",
};

const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-sources-"));
afterAll(() => rm(directory, { recursive: true }));
let places = 0;

/** A directory of its own with the content in a file. */
async function place(content: string): Promise<{ readonly path: string; readonly positionFile: string }> {
  const path = join(directory, `${places++}.txt`);
  await writeFile(path, content);
  return { path, positionFile: `${path}.position` };
}

interface Kind {
  readonly expected: readonly unknown[];
  readonly content: string;
  readonly size: number;
  readonly open: (path: string, options: { readonly positionFile: string; readonly size: number }) => PositionedSource;
  /** What is written to the end of the file. */
  readonly more?: string;
}

const kinds: Record<string, Kind> = {
  "CSV files": {
    expected: rows,
    content: csv,
    size: 100,
    open: (path, { positionFile, size }) => csvSource(path, { positionFile, chunkBytes: size }),
    more: '\r\nmore,"more"\r\n',
  },
  "CSV files that begin with blank lines and a byte order mark": {
    expected: rows,
    content: `\uFEFF${"\r\n".repeat(80)}${csv}`,
    size: 100,
    open: (path, { positionFile, size }) => csvSource(path, { positionFile, chunkBytes: size }),
  },
  "CSV streams": {
    expected: rows,
    content: csv,
    size: 100,
    open: (_, { positionFile, size }) =>
      csvSource(Readable.from([Buffer.from(csv.slice(0, 333)), Buffer.from(csv.slice(333))]), {
        positionFile,
        chunkBytes: size,
      }),
  },
  "files of JSON lines": {
    expected: rows,
    content: lines,
    size: 200,
    open: (path, { positionFile, size }) => jsonLinesSource(path, { positionFile, chunkBytes: size }),
    more: '\n{"n":"more"}\n',
  },
  "streams of JSON lines": {
    expected: rows,
    content: lines,
    size: 200,
    open: (_, { positionFile, size }) =>
      jsonLinesSource(Readable.from([Buffer.from(lines)]), { positionFile, chunkBytes: size }),
  },
  "JSON lines with one that is too long": {
    expected: withGap,
    content: long,
    size: 200,
    open: (path, { positionFile, size }) =>
      jsonLinesSource(path, { positionFile, chunkBytes: size, maximumLineBytes: 100 }),
  },
  rows: {
    expected: rows,
    content: "",
    size: 7,
    open: (_, { positionFile, size }) => rowsSource("rows", rows, { positionFile, chunkRows: size }),
  },
};

for (const [kind, { expected, content, size, open, more }] of Object.entries(kinds))
  describe(`a source of ${kind}`, () => {
    const fresh = async () => {
      const { path, positionFile } = await place(content);
      return {
        path,
        open: () => open(path, { positionFile, size }),
        resized: () => open(path, { positionFile, size: 3 * size }),
        close: async () => undefined,
      };
    };
    const checks = sourceChecks({
      fresh,
      items: async (batch) => (await readSource(batch)).rows,
      expected: { 0: expected },
      resized: (one) => one.resized(),
      append: more === undefined ? undefined : ({ path }) => appendFile(path, more),
      skip: kind.includes("streams") ? oneReading : {},
    });
    for (const { name, run } of checks) it(name, run);
  });
