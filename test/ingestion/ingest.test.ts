import { describe, expect, it } from "vitest";
import { z } from "zod";
import { digestOf, readSegments } from "../../src/core/house.js";
import { createMemoryStore, createRunner } from "../../src/core/index.js";
import type { Landed } from "../../src/dataset/index.js";
import { csvSource, ingest, parquetSource, readRawRow, rowsSource } from "../../src/ingestion/index.js";
import type { RawFormat, RawSource } from "../../src/ports/index.js";
import { contract, rowAt } from "../../src/schema/index.js";

const items = contract("items", z.object({ id: z.int(), word: z.string() }));
const text = "id,word\n1,one\n2,two\nbad\n3,three\n";
const source = () => csvSource(new TextEncoder().encode(text), { name: "items.csv", chunkBytes: 20 });

async function rowsOf(landed: Landed<unknown>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const batch of landed.batches())
    for (let row = 0; row < batch.length; row++)
      if (batch.position !== undefined)
        rows.push([`${batch.position.log}@${batch.position.sequence}#${batch.firstRow + row}`, rowAt(batch, row)]);
  return rows;
}

describe("ingest", () => {
  it("lands bytes exactly as they are before anything reads them, and tells where each row stands", async () => {
    const store = createMemoryStore();
    const landed = await ingest(items)(source(), { store });
    let bytes = "";
    for await (const segment of readSegments(store, "raw/items"))
      bytes += new TextDecoder().decode(await segment.read());
    expect(bytes).toBe(text);
    expect([landed.kind, landed.source, landed.contract]).toEqual(["landed", "items.csv", items]);
    expect(await rowsOf(landed)).toEqual([
      ["raw/items@1#0", { id: "1", word: "one" }],
      ["raw/items@1#1", { id: "2", word: "two" }],
      ["raw/items@2#0", { id: null, word: null }],
      ["raw/items@2#1", { id: "3", word: "three" }],
    ]);
    expect(await readRawRow(store, "raw/items@2#1")).toEqual({
      source: "items.csv",
      run: "direct",
      row: { id: "3", word: "three" },
    });
    expect(await readRawRow(store, "raw/items@2#0")).toEqual({
      source: "items.csv",
      run: "direct",
      row: undefined,
      unreadable: { reason: "expected 2 fields, got 1", raw: "bad\n" },
    });
    await expect(readRawRow(store, "raw/items@2#2")).rejects.toMatchObject({ code: "missing" });
  });

  it("lands the same bytes of the same run once, and those of another run again, as one blob", async () => {
    const store = createMemoryStore();
    const stage = ingest(items);
    const first = await stage(source(), { store, runId: "a" });
    const again = await ingest(items)(source(), { store, runId: "a" });
    expect(await rowsOf(again)).toEqual(await rowsOf(first));
    expect((await store.head("raw/items")).sequence).toBe(2);
    const other = await stage(source(), { store, runId: "b" });
    expect(other.raw).toEqual(first.raw);
    expect(other.digest).toBe(first.digest);
    expect((await store.head("raw/items")).sequence).toBe(4);
  });

  it("goes on where an interrupted run stopped", async () => {
    const store = createMemoryStore();
    let chunks = 0;
    const breaking: RawSource = {
      ...source(),
      async *chunks(signal) {
        for await (const chunk of source().chunks(signal)) {
          if (++chunks === 2) throw new Error("power cut");
          yield chunk;
        }
      },
    };
    await expect(ingest(items)(breaking, { store, runId: "a" })).rejects.toThrow("power cut");
    expect((await store.head("raw/items")).sequence).toBe(1);
    await ingest(items)(source(), { store, runId: "a" });
    expect((await store.head("raw/items")).sequence).toBe(2);
  });

  it("is read back by a resumed run, Parquet included", async () => {
    const store = createMemoryStore();
    const file = "test/fixtures/ingestion/two.zstd.parquet";
    const run = () => createRunner({ store }).run(ingest(items), parquetSource(file), { runId: "one" });
    const rows = await rowsOf((await run()).output);
    expect(rows.length).toBe(7);
    expect(await rowsOf((await run()).output)).toEqual(rows);
    expect((await store.head("raw/items")).sequence).toBe(1);
  });

  it("takes a source chunk by chunk, each exactly once", async () => {
    const store = createMemoryStore();
    const rows = Array.from({ length: 25 }, (_, id) => ({ id, word: "x" }));
    const feed = () => rowsSource("feed", rows, { chunkRows: 10 });
    const landed: unknown[] = [];
    for await (const { output } of createRunner({ store }).each(ingest(items), feed()))
      landed.push(...(await rowsOf(output)));
    expect(landed.length).toBe(25);
    expect(landed.at(-1)).toEqual(["raw/items@3#4", { id: 24, word: "x" }]);
    for await (const _ of createRunner({ store }).each(ingest(items), feed()));
    expect((await store.head("raw/items")).sequence).toBe(3);
  });

  it("seals raw bytes with their subject, who can be erased", async () => {
    const store = createMemoryStore();
    const landed = await ingest(items, { subject: "ann" })([{ id: 1, word: "secret" }], { store });
    expect(landed.raw[0]).not.toBe(digestOf('{"id":1,"word":"secret"}\n'));
    expect((await rowsOf(landed)).length).toBe(1);
    await ingest(items, { subject: "ann" })([{ id: 1, word: "secret" }], { store });
    expect((await store.head("raw/items")).sequence).toBe(1);
    await store.erase("ann");
    await expect(rowsOf(landed)).rejects.toMatchObject({ code: "erased" });
  });

  it("takes formats of one's own", async () => {
    const shouted: RawFormat = {
      id: "shouted@1",
      *decode(bytes) {
        const words = new TextDecoder()
          .decode(bytes)
          .split("!")
          .filter((word) => word !== "");
        const column = { type: "other", length: words.length, values: words } as const;
        yield { firstRow: 0, length: words.length, columns: { word: column } };
      },
    };
    const shouts: RawSource = {
      kind: "raw-source",
      name: "shouts",
      format: shouted,
      async *chunks() {
        yield { bytes: new TextEncoder().encode("HEY!YOU!"), rows: 2, reading: {} };
      },
    };
    const store = createMemoryStore();
    const words = [
      ["raw/items@1#0", { word: "HEY" }],
      ["raw/items@1#1", { word: "YOU" }],
    ];
    expect(await rowsOf(await ingest(items)(shouts, { store }))).toEqual(words);
    await expect(readRawRow(store, "raw/items@1#1")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[MissingError: [golden-pipeline] [ingestion] Expected format shouted@1 to exist in the store, got nothing. Give it as one of \`formats\`]`,
    );
    expect((await readRawRow(store, "raw/items@1#1", { formats: [shouted] })).row).toEqual({ word: "YOU" });
  });

  it("stops when the run is aborted, and says what it cannot ingest", async () => {
    const reason = new Error("enough");
    await expect(ingest(items)(source(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(ingest(items)("items.csv")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [ingest] Expected a source (e.g. \`csvSource(path)\`) or an iterable of rows, got "items.csv" (string)]`,
    );
  });
});
