import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../../src/core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../../src/core/index.js";
import type { ContentDigest } from "../../../src/dataset/house.js";
import { createDatasetDigester, firstRowToFeed } from "../../../src/dataset/house.js";
import type { ValueType } from "../../../src/schema/house.js";
import { sliceBatch } from "../../../src/schema/house.js";
import { type Batch, concatBatches } from "../../../src/schema/index.js";
import { encodeTable, type LogicalTable, logicalTable, noise } from "../arbitraries.js";

async function digest(...batches: readonly Batch[]): Promise<ContentDigest> {
  const digester = createDatasetDigester();
  for (const batch of batches) await digester.update(batch);
  return digester.finish();
}

/** The format of `createDatasetDigester` written down a second time, slowly, for tables of one block. */
function expectedVersion({ types, rows }: LogicalTable): string {
  const columns = Object.entries(types)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, type]) => {
      const blocks =
        rows.length === 0
          ? []
          : [
              blockDigest(
                type,
                rows.map((row) => row[name] ?? null),
              ),
            ];
      return fingerprint({ name, type, blocks });
    });
  return `dataset-${fingerprint({ format: "dataset@1", rows: rows.length, columns })}`;
}

function blockDigest(type: ValueType, values: readonly unknown[]): string {
  const hash = createHash("sha256");
  const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
  const anyMissing = values.includes(null);
  hash.update("golden-pipeline/block@1".padEnd(24, "\0")).update(type.padEnd(16, "\0"));
  hash.update(u32(values.length)).update(u32(anyMissing ? 1 : 0));
  if (type === "text") {
    const words: unknown[] = [];
    for (const value of values) {
      if (value !== null && !words.includes(value)) words.push(value);
      hash.update(u32(value === null ? 0 : words.indexOf(value)));
    }
    hash.update(u32(words.length));
    for (const word of words) {
      const bytes = Buffer.from(word === "\ud800" ? [0xed, 0xa0, 0x80] : String(word));
      hash.update(u32(bytes.length)).update(bytes);
    }
  }
  for (const value of values) {
    if (type === "boolean") hash.update(Uint8Array.of(value === true ? 1 : 0));
    if (type === "other") {
      const bytes = Buffer.from(value === null ? "" : canonicalJson(value));
      hash.update(u32(bytes.length)).update(bytes);
    }
    if (type === "number" || type === "integer" || type === "time") {
      const bytes = Buffer.alloc(8);
      if (Number.isNaN(value)) bytes.set([0, 0, 0, 0, 0, 0, 0xf8, 0x7f]);
      else bytes.writeDoubleLE(Number(value ?? 0));
      hash.update(bytes);
    }
  }
  if (anyMissing) {
    const bits = new Uint8Array(Math.ceil(values.length / 8));
    values.forEach((value, row) => {
      if (value !== null) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    });
    hash.update(bits);
  }
  return hash.digest("hex");
}

/** Cuts a table into randomly encoded batches. */
function cut(table: LogicalTable, seed: number): Batch[] {
  const next = noise(seed);
  const batches: Batch[] = [];
  const names = Object.keys(encodeTable(table, seed).columns);
  for (let start = 0; start < table.rows.length || batches.length === 0; ) {
    const end = Math.min(table.rows.length, start + next(6));
    const { length, columns } = encodeTable({ ...table, rows: table.rows.slice(start, end) }, next(1000));
    batches.push({
      length,
      columns: Object.fromEntries(names.map((name) => [name, columns[name] as Batch["columns"][string]])),
    });
    start = end;
  }
  return batches;
}

const numbers = (length: number, value: (row: number) => number = (row) => row * 0.5): Batch => ({
  length,
  columns: { x: { type: "number", length, values: Float64Array.from({ length }, (_, row) => value(row)) } },
});

describe("createDatasetDigester", () => {
  it("follows its written format, whatever the batches, encodings and order of columns", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), fc.nat(), async (table, seed) => {
        expect((await digest(...cut(table, seed))).version).toBe(expectedVersion(table));
      }),
      { numRuns: 150 },
    );
  });

  it("is pinned: these versions must never change", async () => {
    const table: LogicalTable = {
      types: { x: "number", t: "time", b: "boolean", w: "text", o: "other" },
      rows: [
        { x: -0, t: 986_083_200_000, b: true, w: "ATL", o: { b: 1, a: [null, 10n] } },
        { x: Number.NaN, t: null, b: false, w: "\ud800", o: null },
        { x: 0.1, t: 0.5, b: null, w: "ATL", o: new Date(0) },
      ],
    };
    expect((await digest(encodeTable(table, 1))).version).toMatchInlineSnapshot(
      `"dataset-2a71fecd8c45911aecaea779fddd19f7d484ee48630ff5c96e309172c771899a"`,
    );
    expect((await digest(numbers(70_000))).version).toMatchInlineSnapshot(
      `"dataset-503f3c9aab65c4c897c229210736e01981351750df3738753cd6ed332d3073ea"`,
    );
  });

  it("differs for any changed cell", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), logicalTable(), fc.nat(), fc.nat(), async (table, others, pick, seed) => {
        fc.pre(table.rows.length > 0 && others.rows.length > 0);
        const row = pick % table.rows.length;
        const name = Object.keys(table.types)[seed % 9] as string;
        const changed = others.rows[0]?.[name] ?? null;
        const rows = table.rows.map((cells, index) => (index === row ? { ...cells, [name]: changed } : cells));
        const before = await digest(encodeTable(table, seed));
        const after = await digest(encodeTable({ ...table, rows }, seed + 1));
        expect(before.version === after.version).toBe(same(table.rows[row]?.[name] ?? null, changed));
      }),
      { numRuns: 150 },
    );
  });

  it("differs for another name, type, order or number of rows, and for zero of another sign", async () => {
    const base = numbers(3);
    const x = base.columns.x as Batch["columns"][string] & { readonly type: "number" };
    const variants: Batch[] = [
      base,
      { length: 3, columns: { y: x } },
      { length: 3, columns: { x: { ...x, type: "integer" } } },
      { length: 3, columns: { x: { ...x, type: "time" } } },
      { length: 3, columns: { x, y: x } },
      { length: 3, columns: { x: { ...x, validity: Uint8Array.of(0b101) } } },
      numbers(4),
      numbers(2),
      numbers(3, (row) => (2 - row) * 0.5),
      numbers(3, (row) => (row === 0 ? -0 : row * 0.5)),
    ];
    const versions = await Promise.all(variants.map(async (batch) => (await digest(batch)).version));
    expect(new Set(versions).size).toBe(variants.length);
  });

  it("tells lone surrogates apart", async () => {
    const text = (word: string): Batch => ({
      length: 1,
      columns: { w: { type: "text", length: 1, codes: Int32Array.of(0), dictionary: [word] } },
    });
    const versions = await Promise.all(["\ud800", "\udfff", "\ufffd", "a\ud800"].map((word) => digest(text(word))));
    expect(new Set(versions.map(({ version }) => version)).size).toBe(4);
  });

  it("cuts at block edges, not at batch edges, also for text with one dictionary per batch", async () => {
    const length = 150_000;
    const values = Float64Array.from({ length }, (_, row) => row % 977);
    const codes = Int32Array.from(values);
    const dictionary = Array.from({ length: 977 }, (_, index) => `word ${index}`);
    const validity = Uint8Array.from({ length: length >> 3 }, (_, byte) => byte % 251);
    const whole: Batch = {
      length,
      columns: {
        x: { type: "number", length, values, validity },
        w: { type: "text", length, codes, dictionary, validity },
      },
    };
    const expected = await digest(whole);
    expect(expected.columns[0]?.blocks.length).toBe(3);
    for (const step of [65_536, 40_000, 65_537]) {
      const parts: Batch[] = [];
      for (let start = 0; start < length; start += step)
        parts.push(sliceBatch(whole, start, Math.min(length, start + step)));
      const own = parts.map((part) => concatBatches([part, sliceBatch(part, 0, 0)]));
      expect(await digest(...own)).toEqual(expected);
    }
  });

  it("grows from a digest by hashing only what follows its full blocks", async () => {
    const all = numbers(140_000);
    const before = await digest(sliceBatch(all, 0, 100_000));
    expect(firstRowToFeed(before)).toBe(65_536);
    const grown = createDatasetDigester(before);
    await grown.update(sliceBatch(all, 65_536, 140_000));
    expect(await grown.finish()).toEqual(await digest(all));
    expect(before.columns[0]?.blocks[0]).toBe((await grown.finish()).columns[0]?.blocks[0]);
  });

  it("may be asked in between", async () => {
    const digester = createDatasetDigester();
    await digester.update(numbers(10));
    expect(await digester.finish()).toEqual(await digest(numbers(10)));
    await digester.update(sliceBatch(numbers(20), 10, 20));
    expect(await digester.finish()).toEqual(await digest(numbers(20)));
  });

  it("refuses batches whose columns or types differ", async () => {
    const two: Batch = {
      length: 1,
      columns: { ...numbers(1).columns, y: numbers(1).columns.x as Batch["columns"][string] },
    };
    await expect(digest(two, numbers(1))).rejects.toThrow(InvalidArgumentError);
    await expect(digest(numbers(1), two)).rejects.toThrow(/the columns x in every batch/);
    await expect(
      digest(numbers(1), { length: 1, columns: { x: { type: "other", length: 1, values: [1] } } }),
    ).rejects.toThrow(/a number column "x"/);
  });
});

function same(left: unknown, right: unknown): boolean {
  return typeof left === "object" && left !== null && right !== null
    ? canonicalJson(left) === canonicalJson(right)
    : Object.is(left, right);
}
