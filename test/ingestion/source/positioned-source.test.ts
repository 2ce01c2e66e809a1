import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryStore, createRunner } from "../../../src/core/index.js";
import type { ChunkRange } from "../../../src/ingestion/house.js";
import { ingest, positionedSource, rowsSource } from "../../../src/ingestion/index.js";
import type { RawFormat } from "../../../src/ports/index.js";
import { contract } from "../../../src/schema/index.js";

const letters = "abcdefghij";
const format: RawFormat = {
  id: "letters@1",
  *decode(bytes) {
    const values = [...new TextDecoder().decode(bytes)];
    yield { firstRow: 0, length: values.length, columns: { letter: { type: "other", length: values.length, values } } };
  },
};

/** Letters in chunks of so many, and what was asked of it. */
function letterSource(size: number) {
  const asked: ChunkRange[] = [];
  let open = 0;
  const source = positionedSource({
    name: "letters",
    format,
    async *chunks(range, signal) {
      asked.push(range);
      open++;
      try {
        for (let at = Number(range.from), to = range.to; at < letters.length; to = undefined) {
          signal.throwIfAborted();
          const end = to === undefined ? Math.min(letters.length, at + size) : Number(to);
          const bytes = new TextEncoder().encode(letters.slice(at, end));
          yield { chunk: { bytes, rows: end - at, reading: {} }, to: String(end) };
          at = end;
        }
      } finally {
        open--;
      }
    },
  });
  return { source, asked, open: () => open };
}

describe("positionedSource", () => {
  it("opens its chunks once as long as they are read one after the other, and closes them when it is released", async () => {
    const { source, asked, open } = letterSource(3);
    const signal = new AbortController().signal;
    for await (const partition of source.partitions(signal)) {
      await partition.read({ signal });
      await partition.read({ from: "3", signal });
      await partition.read({ from: "6", to: "9", signal });
      expect(asked).toEqual([{ from: "0", to: undefined }]);
      expect((await partition.read({ from: "3", to: "5", signal }))?.to).toBe("5");
      expect((await partition.read({ from: "5", to: "6", signal }))?.to).toBe("6");
      expect(asked.slice(1)).toEqual([
        { from: "3", to: "5" },
        { from: "5", to: "6" },
      ]);
      expect(open()).toBe(1);
      await partition.release();
      expect(open()).toBe(0);
    }
  });

  it("is ingested as a whole and bit by bit", async () => {
    const store = createMemoryStore();
    const items = contract("letters", z.object({ letter: z.string() }));
    const stage = ingest(items, { formats: [format] });
    expect((await stage(letterSource(4).source, { store })).raw.length).toBe(3);
    const rows: number[] = [];
    for await (const { output } of createRunner({ store }).each(stage, letterSource(4).source))
      for await (const batch of output.batches()) rows.push(batch.length);
    expect(rows).toEqual([4, 4, 2]);
  });

  it("says when rows can be iterated once only and are to be read again", async () => {
    const signal = new AbortController().signal;
    function* generate() {
      for (let n = 0; n < 5; n++) yield { n };
    }
    for await (const partition of rowsSource("feed", generate(), { chunkRows: 2 }).partitions(signal)) {
      await partition.read({ signal });
      await expect(partition.read({ from: "0", signal })).rejects.toThrowErrorMatchingInlineSnapshot(
        `[SourceError: [golden-pipeline] [rows feed] Expected rows that can be iterated again, got a generator that was: give an array, or an object whose iterator begins anew]`,
      );
    }
  });
});
