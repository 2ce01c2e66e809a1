import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, it } from "vitest";
import { csvSource, jsonLinesSource, type PositionedSource, rowsSource } from "../../../src/ingestion/index.js";
import { sourceChecks } from "../../../src/testing/source-checks.js";
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

const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-sources-"));
afterAll(() => rm(directory, { recursive: true }));
let places = 0;

/** A directory of its own with the content in a file. */
async function place(content: string): Promise<{ readonly path: string; readonly positionFile: string }> {
  const path = join(directory, `${places++}.txt`);
  await writeFile(path, content);
  return { path, positionFile: `${path}.position` };
}

const kinds: Record<
  string,
  {
    readonly expected: readonly unknown[];
    readonly content: string;
    readonly open: (path: string, positionFile: string) => PositionedSource;
  }
> = {
  "CSV files": {
    expected: rows,
    content: csv,
    open: (path, positionFile) => csvSource(path, { positionFile, chunkBytes: 100 }),
  },
  "CSV streams": {
    expected: rows,
    content: csv,
    open: (_, positionFile) =>
      csvSource(Readable.from([Buffer.from(csv.slice(0, 333)), Buffer.from(csv.slice(333))]), {
        positionFile,
        chunkBytes: 100,
      }),
  },
  "files of JSON lines": {
    expected: rows,
    content: lines,
    open: (path, positionFile) => jsonLinesSource(path, { positionFile, chunkBytes: 200 }),
  },
  "JSON lines with one that is too long": {
    expected: withGap,
    content: long,
    open: (path, positionFile) => jsonLinesSource(path, { positionFile, chunkBytes: 200, maximumLineBytes: 100 }),
  },
  rows: {
    expected: rows,
    content: "",
    open: (_, positionFile) => rowsSource("rows", rows, { positionFile, chunkRows: 7 }),
  },
};

for (const [kind, { expected, content, open }] of Object.entries(kinds))
  describe(`a source of ${kind}`, () => {
    const fresh = async () => {
      const { path, positionFile } = await place(content);
      return { open: () => open(path, positionFile) };
    };
    const items = async (batch: Parameters<typeof readSource>[0]) => (await readSource(batch)).rows;
    for (const { name, run } of sourceChecks({ fresh, items, expected })) it(name, run);
  });
