import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendSegment,
  appendSegmentBytes,
  parseReference,
  readSegments,
  readSegmentsBelow,
} from "../../../src/core/house.js";
import { createMemoryStore, type Json, readRow } from "../../../src/core/index.js";

describe("appendSegment", () => {
  it("gives back rows of any JSON, all together and one by one by their reference", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), { maxLength: 4 }),
        async (segments) => {
          const store = createMemoryStore();
          const written = JSON.parse(JSON.stringify(segments)) as Json[][];
          const references: string[] = [];
          for (const rows of written)
            references.push((await appendSegment(store, "rows", rows, { time: 1 })).reference);
          const read: (readonly (Json | undefined)[])[] = [];
          for await (const segment of readSegments(store, "rows")) read.push(await segment.values());
          expect(read).toEqual(written);
          for (const [index, rows] of written.entries())
            for (const [row, value] of rows.entries())
              expect(await readRow(store, `${references[index]}#${row}`)).toEqual(value);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("tells rows, bytes, encoding and metadata in the event, and nothing of the rows", async () => {
    const store = createMemoryStore();
    const { reference, blob } = await appendSegment(store, "rows", [{ b: 1, a: 2 }], {
      time: 5,
      metadata: { run: "r" },
    });
    expect(parseReference(reference)).toEqual({ kind: "event", log: "rows", sequence: 1 });
    for await (const { type, time, data } of store.read("rows"))
      expect({ type, time, data }).toEqual({
        type: "segment-written",
        time: 5,
        data: { blob, rows: 1, bytes: 14, encoding: "jsonl@1", metadata: { run: "r" } },
      });
    expect(new TextDecoder().decode(await store.blobs.get(blob))).toBe('{"a":2,"b":1}\n');
  });

  it("refuses another head than expected, and reading a row that is not there", async () => {
    const store = createMemoryStore();
    await appendSegment(store, "rows", [1], { time: 0, expect: 0 });
    await expect(appendSegment(store, "rows", [2], { time: 0, expect: 0 })).rejects.toMatchObject({ code: "conflict" });
    for (const reference of ["rows@1#1", "rows@2#0", "other@1#0"])
      await expect(readRow(store, reference)).rejects.toMatchObject({ code: "missing" });
    await expect(readRow(store, "rows@1")).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("gives each row of each subject back, and after any erasures the rows of all others", async () => {
    const subject = fc.constantFrom(undefined, "ann", "ben", "cai");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.jsonValue({ maxDepth: 2 }), subject), { maxLength: 12 }),
        fc.subarray(["ann", "ben", "cai"]),
        async (owned, erased) => {
          const store = createMemoryStore();
          const rows = owned.map(([row]) => JSON.parse(JSON.stringify(row)) as Json);
          const subjects = owned.map(([, whose]) => whose);
          const { reference } = await appendSegment(store, "rows", rows, { time: 1, subjects });
          const read = async (): Promise<readonly (Json | undefined)[]> => {
            const values: (Json | undefined)[] = [];
            for await (const segment of readSegments(store, "rows")) values.push(...(await segment.values()));
            return values;
          };
          expect(await read()).toEqual(rows);
          for (const each of erased) await store.erase(each);
          const isErased = (row: number): boolean => erased.includes(subjects[row] ?? "");
          expect(await read()).toEqual(rows.map((value, row) => (isErased(row) ? undefined : value)));
          for (const [row, value] of rows.entries()) {
            const reading = readRow(store, `${reference}#${row}`);
            if (isErased(row)) await expect(reading).rejects.toMatchObject({ code: "erased" });
            else expect(await reading).toEqual(value);
          }
          await expect(readRow(store, `${reference}#${rows.length}`)).rejects.toMatchObject({ code: "missing" });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leaves nothing of its rows' subjects in the event", async () => {
    const store = createMemoryStore();
    await appendSegment(store, "rows", ["private", "plain"], { time: 0, subjects: ["ann@example.com", undefined] });
    for await (const event of store.read("rows")) {
      expect(JSON.stringify(event)).not.toContain("ann");
      expect(event.data).toMatchObject({ rows: 2, bytes: 18, encoding: "jsonl-by-subject@1" });
    }
  });

  it("sees parts that do not fit the rows that the event tells of", async () => {
    const store = createMemoryStore();
    const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
    for (const [places, lines] of [
      ["[1]", "1\n"],
      ["[1,1]", "1\n"],
      ["[1,2]", "1\n2\n"],
      ["no JSON", "1\n2\n"],
    ] as const) {
      const blob = await store.blobs.putParts([{ bytes: bytesOf(places) }, { bytes: bytesOf(lines) }]);
      const data = { blob, rows: 2, bytes: 4, encoding: "jsonl-by-subject@1", metadata: {} };
      const { sequence } = await store.append("rows", [{ type: "segment-written", time: 0, data }]);
      await expect(readRow(store, `rows@${sequence}#1`)).rejects.toMatchObject({ code: "damaged" });
    }
  });

  it("seals rows for a subject, who can be erased", async () => {
    const store = createMemoryStore();
    const { reference } = await appendSegment(store, "rows", ["private"], { time: 0, subject: "ann" });
    expect(await readRow(store, `${reference}#0`)).toBe("private");
    await store.erase("ann");
    await expect(readRow(store, `${reference}#0`)).rejects.toMatchObject({ code: "erased" });
  });
});

describe("appendSegmentBytes", () => {
  it("stores bytes of any encoding, which are read as bytes only", async () => {
    const store = createMemoryStore();
    const bytes = new Uint8Array([1, 2, 3]);
    await appendSegmentBytes(store, "rows", { bytes, rows: 2, encoding: "arrow@1" }, { time: 0 });
    for await (const segment of readSegments(store, "rows")) {
      expect(await segment.read()).toEqual(bytes);
      await expect(segment.values()).rejects.toMatchObject({ code: "invalid-argument" });
    }
    const refused = appendSegmentBytes(store, "rows", { bytes, rows: -1, encoding: "arrow@1" }, { time: 0 });
    await expect(refused).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("shows when the event tells of more rows than there are", async () => {
    const store = createMemoryStore();
    const bytes = new TextEncoder().encode("1\n2\n");
    await appendSegmentBytes(store, "rows", { bytes, rows: 3, encoding: "jsonl@1" }, { time: 0 });
    await expect(readRow(store, "rows@1#0")).rejects.toMatchObject({ code: "damaged" });
  });
});

describe("readSegmentsBelow", () => {
  it("reads a log and the logs below it, not those whose name only begins the same", async () => {
    const store = createMemoryStore();
    for (const log of ["a/b/2", "a/b", "a/b/1", "a/bc", "a"]) await appendSegment(store, log, [log], { time: 0 });
    const logs: string[] = [];
    for await (const { log } of readSegmentsBelow(store, "a/b")) logs.push(log);
    expect(logs).toEqual(["a/b", "a/b/1", "a/b/2"]);
  });
});
