import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { digestOf, readSegments } from "../../src/core/house.js";
import { createMemoryStore, createRunner, readRun, type Source } from "../../src/core/index.js";
import type { Landed } from "../../src/dataset/index.js";
import { builtInFormats } from "../../src/ingestion/built-in-formats.js";
import { csvSource, ingest, parquetSource, readRawRow, rowsSource } from "../../src/ingestion/index.js";
import { landedCodec } from "../../src/ingestion/landed/landed-codec.js";
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

  it("lands a run once that several processes take for theirs at once, beside other runs of the same log", async () => {
    const store = createMemoryStore();
    const runs = ["a", "b", "a", "c", "a", "b"];
    const landed = await Promise.all(runs.map((runId) => ingest(items)(source(), { store, runId })));
    const rows = await Promise.all(landed.map(rowsOf));
    for (const [at, run] of runs.entries()) expect(rows[at]).toEqual(rows[runs.indexOf(run)]);
    const told: string[] = [];
    for await (const { metadata } of readSegments(store, "raw/items")) told.push(`${metadata.run} ${metadata.chunk}`);
    expect(told.sort()).toEqual(["a 0", "a 1", "b 0", "b 1", "c 0", "c 1"]);
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

  it("is not read back under a contract that changed, and says what did", async () => {
    const { blobs } = createMemoryStore();
    const codecOf = (schema: z.ZodType<object>) => landedCodec(contract("items", schema), builtInFormats);
    const landed = await ingest(contract("items", z.object({ id: z.int(), word: z.string() })))([{ id: 1, word: "x" }]);
    const stored = await landedCodec(landed.contract, builtInFormats).encode(landed, blobs);
    const changed = codecOf(z.object({ id: z.string(), weight: z.number() })).decode(stored, blobs);
    await expect(changed).rejects.toThrow(
      "Expected data that landed for contract items as it is, got data landed for it as it was: column id was integer and is text; column word is gone (text); column weight is new (number). Ingest it anew",
    );
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

  it("lands a growing file byte for byte and once, though the process dies, chunks get another size and more arrives", async () => {
    for (const dieAt of ["landing", "commit"]) {
      const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-ingest-"));
      const path = join(directory, "items.csv");
      const lines = (from: number, to: number) => rows(from, to).map((id) => `${id},word ${id}\n`);
      const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
      await writeFile(path, `id,word\n${lines(0, 20).join("")}`);
      const store = createMemoryStore();
      let appends = 0;
      const fragile = {
        ...store,
        append: async (...given: Parameters<typeof store.append>) => {
          if (dieAt === "landing" && given[0] === "raw/items" && ++appends === 2) throw new Error("power cut");
          return store.append(...given);
        },
      };
      const open = (chunkBytes: number) => csvSource(path, { chunkBytes, positionFile: join(directory, "position") });
      let commits = 0;
      const dying: Source<RawSource> = {
        ...open(100),
        async *partitions(signal) {
          for await (const partition of open(100).partitions(signal))
            yield {
              ...partition,
              async commit(position) {
                if (dieAt === "commit" && ++commits === 2) throw new Error("power cut");
                await partition.commit(position);
              },
            };
        },
      };
      const landed: unknown[] = [];
      const consume = async (one: Source<RawSource>, on: typeof store) => {
        for await (const { output } of createRunner({ store: on }).each(ingest(items), one))
          landed.push(...(await rowsOf(output)));
      };
      await expect(consume(dying, fragile)).rejects.toThrow("power cut");
      expect(landed.length).toBeGreaterThan(0);
      await appendFile(path, lines(20, 30).join(""));
      await consume(open(1 << 20), store);
      expect(landed.map((row) => (Array.isArray(row) ? row[1] : row))).toEqual(
        rows(0, 30).map((id) => ({ id: String(id), word: `word ${id}` })),
      );
      let bytes = "";
      for await (const segment of readSegments(store, "raw/items"))
        bytes += new TextDecoder().decode(await segment.read());
      expect(bytes).toBe(await readFile(path, "utf8"));
      await rm(directory, { recursive: true });
    }
  });

  it("says where in its source a landed row stood: by the run that landed it", async () => {
    const store = createMemoryStore();
    const file = rowsSource(
      "feed",
      Array.from({ length: 25 }, (_, id) => ({ id, word: "x" })),
      { chunkRows: 10 },
    );
    for await (const _ of createRunner({ store }).each(ingest(items), file));
    const { run } = await readRawRow(store, "raw/items@3#4");
    expect((await readRun(store, run)).batch).toEqual({ source: "feed", partition: "0", from: "20", to: "25" });
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
