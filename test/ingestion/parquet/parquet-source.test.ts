import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parquetSource } from "../../../src/ingestion/index.js";
import { readSource } from "../read-source.js";

const types = "test/fixtures/ingestion/types.snappy.parquet";
const signal = new AbortController().signal;
const flights = "node_modules/vega-datasets/data/flights-3m.parquet";

describe("a Parquet source", () => {
  it("reads row group by row group what pyarrow wrote, nulls as missing", async () => {
    const { rows, bytes, chunks } = await readSource(parquetSource(types));
    expect(bytes.equals(await readFile(types))).toBe(true);
    expect(chunks).toBe(1);
    expect(rows).toEqual([
      {
        small: 1,
        big: 1,
        huge: 1n,
        price: 0.5,
        ok: true,
        word: "a",
        at: new Date("2001-01-01T06:55:00.123Z"),
        day: new Date("2001-01-31"),
        list: [1, 2],
      },
      { small: 2, big: -2, huge: 9007199254740993n, ok: false, word: "b" },
      { big: 3, price: Number.NaN, at: new Date("1969-12-31T23:59:59.999Z"), day: new Date(0), list: [] },
      { small: 4, huge: 4, price: 1.25, ok: true, word: "a", at: new Date("2001-01-01"), day: new Date(0), list: [3] },
      {
        small: 5,
        big: 2 ** 53 - 1,
        huge: 5,
        price: Number.POSITIVE_INFINITY,
        ok: true,
        word: "é",
        at: new Date("2001-01-01"),
        day: new Date(0),
        list: [3],
      },
      {
        small: 6,
        big: -(2 ** 53 - 1),
        huge: 6,
        price: -1,
        ok: false,
        word: "😀",
        at: new Date("2001-01-01"),
        day: new Date(0),
        list: [3],
      },
      {
        small: 7,
        big: 0,
        huge: 7,
        price: 0,
        ok: true,
        word: "",
        at: new Date("2001-01-01"),
        day: new Date(0),
        list: [3],
      },
    ]);
  });

  it("gives typed columns, and keeps integers that a double cannot hold as bigint", async () => {
    const source = parquetSource(types);
    const kinds: (string | undefined)[] = [];
    for await (const chunk of source.chunks(new AbortController().signal))
      for await (const batch of source.format.decode(chunk.bytes, chunk.reading))
        kinds.push(
          ["small", "big", "huge", "price", "ok", "word", "at", "day", "list"]
            .map((name) => batch.columns[name]?.type)
            .join(" "),
        );
    expect(kinds).toEqual([
      "integer integer other number boolean text time time other",
      "integer integer integer number boolean text time time other",
      "integer integer integer number boolean text time time other",
    ]);
  });

  it("reads chosen columns and a range of rows", async () => {
    const { rows } = await readSource(
      parquetSource("test/fixtures/ingestion/two.zstd.parquet", { columns: ["word"], rows: { from: 3, to: 6 } }),
    );
    expect(rows).toEqual([{ word: "a" }, { word: "é" }, { word: "😀" }]);
  });

  it("reads real flights, zstd compressed", async () => {
    const { rows } = await readSource(parquetSource(flights, { rows: { from: 272_720, to: 272_735 } }));
    expect(rows.length).toBe(15);
    expect(rows[0]).toMatchInlineSnapshot(`
      {
        "date": 2001-01-17T15:35:00.000Z,
        "delay": -8,
        "destination": "FLL",
        "distance": 197,
        "origin": "TPA",
      }
    `);
  });

  it("is one batch, and remembers that it was consumed", async () => {
    const source = parquetSource(types);
    const seen: unknown[] = [];
    for await (const partition of source.partitions(signal)) {
      const read = await partition.read({ signal });
      seen.push(read?.from, read?.to, read && (await readSource(read.batch)).rows.length);
      await partition.commit(read?.to ?? "");
      expect(await partition.read({ from: read?.to, signal })).toBeUndefined();
      await expect(partition.read({ from: "7", signal })).rejects.toThrow("Expected position 0 or");
    }
    for await (const partition of source.partitions(signal)) seen.push(await partition.committed());
    const size = String((await readFile(types)).length);
    expect(seen).toEqual(["0", size, 7, size]);
  });

  it("says when there is no such file", async () => {
    await expect(readSource(parquetSource("no/such.parquet"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [parquet] Expected "no/such.parquet" to be a file that can be read, got no file there (ENOENT). Check the path; a relative one begins at the working directory]`,
    );
  });

  it("says which columns there are, and what is no Parquet file", async () => {
    await expect(readSource(parquetSource(types, { columns: ["words"] }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [parquet] Expected a column named "words", got small, big, huge, price, ok, word, at, day, list]`,
    );
    await expect(
      readSource(parquetSource(new TextEncoder().encode("a,b\n1,2\n"))),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [parquet] Expected the bytes to be a whole Parquet file, got bytes without a readable footer (parquet file invalid (footer != PAR1)). Check that it is one and was fetched to its end]`,
    );
    expect(() => parquetSource(types, { rows: { from: 3, to: 1 } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [parquet] Expected \`rows\` to be a range, from <= to, got { from: 3, to: 1 }]`,
    );
  });
});
