import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryStore } from "../../src/core/index.js";
import { csvSource, ingest, jsonLinesSource, readRawRow, rowsSource } from "../../src/ingestion/index.js";
import type { RawSource } from "../../src/ports/index.js";
import { contract } from "../../src/schema/index.js";
import { readQuarantine, traceRow, validate } from "../../src/validation/index.js";

const numbers = contract("numbers", z.object({ n: z.int() }));
const bytes = (text: string) => new TextEncoder().encode(text);
const count = 70_000;
/** Beyond the first batch of every format (8,192 and 65,536 rows), on an edge, and the last. */
const wrong = [9000, 16_384, 65_536, 69_000, count - 1];
/** Lines that are no row at all stand among them. */
const unreadable = [8500, 66_000];
const value = (n: number) => (wrong.includes(n) ? `wrong ${n}` : n);
const rows = Array.from({ length: count }, (_, n) => n);

const sources: Record<string, () => RawSource> = {
  "JSON lines": () =>
    jsonLinesSource(
      bytes(rows.map((n) => (unreadable.includes(n) ? `{"n":${n}` : JSON.stringify({ n: value(n) }))).join("\n")),
    ),
  CSV: () => csvSource(bytes(`n\n${rows.map((n) => (unreadable.includes(n) ? `${n},${n}` : value(n))).join("\n")}`)),
  rows: () =>
    rowsSource(
      "rows",
      rows.map((n) => (unreadable.includes(n) ? n : { n: value(n) })),
      { chunkRows: count },
    ),
};

describe("positions far down in one chunk", () => {
  for (const [kind, source] of Object.entries(sources))
    it(`of ${kind} name the raw row that is quarantined, and the one that a valid row came from`, async () => {
      const context = { store: createMemoryStore(), runId: "run-1" };
      const dataset = await validate({ maximumInvalid: 1 })(await ingest(numbers)(source(), context), context);
      const quarantined: unknown[] = [];
      for await (const { position } of readQuarantine(context.store, numbers)) quarantined.push(position);
      const bad = [...wrong, ...unreadable].sort((one, other) => one - other);
      expect(quarantined).toEqual(bad.map((n) => `raw/numbers@1#${n}`));
      for (const n of wrong)
        expect((await readRawRow(context.store, `raw/numbers@1#${n}`)).row).toEqual({ n: `wrong ${n}` });
      for (const n of unreadable)
        expect((await readRawRow(context.store, `raw/numbers@1#${n}`)).unreadable?.raw).toContain(String(n));
      // Row 65,000 of the dataset comes after three rows that are not in it.
      expect(await traceRow(context.store, dataset, 65_000)).toEqual({ from: "raw", position: "raw/numbers@1#65003" });
    });
});
