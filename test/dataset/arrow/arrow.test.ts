import { readdirSync, readFileSync } from "node:fs";
import {
  Binary,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Int8,
  Int16,
  Int32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  Uint32,
  Uint64,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DamagedError, InvalidArgumentError } from "../../../src/core/index.js";
import {
  batchFromArrow,
  createDatasetDigester,
  decodeArrow,
  encodeArrow,
  toArrow,
} from "../../../src/dataset/house.js";
import { createDataset } from "../../../src/dataset/index.js";
import { scalarAt } from "../../../src/schema/house.js";
import { type Batch, rowsOf } from "../../../src/schema/index.js";
import { encodeTable, logicalTable } from "../arbitraries.js";
import { flights, schedule } from "../flights.js";

async function versionOf(batch: Batch): Promise<string> {
  const digester = createDatasetDigester();
  await digester.update(batch);
  return (await digester.finish()).version;
}

function scalars(batch: Batch, name: string): unknown[] {
  const column = batch.columns[name];
  if (column === undefined) throw new Error(name);
  return Array.from({ length: batch.length }, (_, row) => scalarAt(column, row));
}

/** A table of one column, cut so that buffers and bitmaps begin at different rows. */
async function readSliced(vector: Vector, from: number, to: number): Promise<unknown[]> {
  const sliced = vector.slice(from, to);
  const field = new Field("x", vector.type, true);
  const schema = new Schema([field]);
  const batches = sliced.data.map(
    (data) =>
      new RecordBatch(
        schema,
        makeData({ type: new Struct([field]), length: data.length, nullCount: 0, children: [data] }),
      ),
  );
  return scalars(await batchFromArrow(new Table(schema, batches)), "x");
}

describe("encodeArrow and decodeArrow", () => {
  it("bring back every value of every type, to the bit", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), fc.nat(), async (table, seed) => {
        const batch = encodeTable(table, seed);
        const decoded = await decodeArrow(await encodeArrow(batch));
        expect(Object.entries(decoded.columns).map(([name, { type }]) => [name, type])).toEqual(
          Object.entries(batch.columns).map(([name, { type }]) => [name, type]),
        );
        expect(await versionOf(decoded)).toBe(await versionOf(batch));
        expect([...rowsOf(decoded)]).toEqual([...rowsOf(batch)]);
      }),
      { numRuns: 60 },
    );
  });

  it("give equal bytes for equal batches, whatever their dictionaries, bitmaps and what stands under missing bits", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), fc.nat(), fc.nat(), async (table, seed, other) => {
        const first = encodeTable(table, 2 * seed);
        const second = encodeTable(table, 2 * other);
        const columns = Object.fromEntries(Object.keys(first.columns).map((name) => [name, second.columns[name]]));
        expect(await encodeArrow({ length: second.length, columns } as Batch)).toEqual(await encodeArrow(first));
      }),
      { numRuns: 60 },
    );
  });

  it("read bytes that begin at an odd address", async () => {
    const bytes = await encodeArrow(schedule(0, 100));
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect([...rowsOf(await decodeArrow(shifted))]).toEqual([...rowsOf(schedule(0, 100))]);
  });

  it("keep the number of rows of a batch without columns", async () => {
    expect(await decodeArrow(await encodeArrow({ length: 3, columns: {} }))).toEqual({ length: 3, columns: {} });
  });

  it("share the memory of numbers instead of copying", async () => {
    const bytes = await encodeArrow(schedule(0, 100));
    const { distance } = (await decodeArrow(bytes)).columns;
    expect(distance?.type === "number" && distance.values.buffer === bytes.buffer).toBe(true);
  });

  it("refuse bytes that are not Arrow", async () => {
    await expect(decodeArrow(new TextEncoder().encode("not Arrow at all"))).rejects.toThrow(DamagedError);
  });
});

describe("toArrow", () => {
  it("gives a table that other tools read: dictionaries, timestamps, nulls", async () => {
    const table = await toArrow(await createDataset(flights, [schedule(0, 5), schedule(5, 20)]));
    const read = tableFromIPC(tableToIPC(table, "file"));
    expect(read.schema.fields.map(({ type }) => String(type))).toEqual([
      "Timestamp<MILLISECOND, UTC>",
      "Dictionary<Int32, Utf8>",
      "Float64",
      "Float64",
    ]);
    expect(read.getChild("origin")?.get(1)).toBe("ORD");
    expect(read.getChild("delay")?.get(11)).toBeNull();
    expect([...rowsOf(await batchFromArrow(read))]).toEqual([...rowsOf(schedule(0, 20))]);
  });
});

describe("batchFromArrow", () => {
  const nullable = [null, 3, null, -4, 5, 0, null, 7, 8, 9, null, 11];

  it("honours slices: values begin at the slice, bitmaps and booleans do not", async () => {
    const booleans = nullable.map((value) => (value === null ? null : value > 4));
    const texts = nullable.map((value) => (value === null ? null : `\ufeff${value}`));
    for (const [from, to] of [
      [0, 12],
      [1, 12],
      [3, 9],
      [8, 12],
      [10, 11],
      [5, 5],
    ] as const) {
      expect(await readSliced(vectorFromArray(nullable), from, to)).toEqual(nullable.slice(from, to));
      expect(await readSliced(vectorFromArray(nullable, new Int16()), from, to)).toEqual(nullable.slice(from, to));
      expect(await readSliced(vectorFromArray(booleans), from, to)).toEqual(booleans.slice(from, to));
      expect(await readSliced(vectorFromArray(texts, new Utf8()), from, to)).toEqual(texts.slice(from, to));
      expect(await readSliced(vectorFromArray(texts), from, to)).toEqual(texts.slice(from, to));
    }
  });

  it("joins chunks, also chunks cut within", async () => {
    const chunks = vectorFromArray(nullable).concat(vectorFromArray(nullable.slice(1)));
    expect(await readSliced(chunks, 5, 20)).toEqual([...nullable, ...nullable.slice(1)].slice(5, 20));
  });

  it("reads integers and floats of all widths", async () => {
    const values = [1, 2, null, 100];
    for (const type of [new Int8(), new Int16(), new Int32(), new Uint32(), new Float32()])
      expect(await readSliced(vectorFromArray(values, type), 1, 4)).toEqual(values.slice(1));
    const wide = values.map((value) => (value === null ? null : BigInt(value)));
    for (const type of [new Int64(), new Uint64()])
      expect(await readSliced(vectorFromArray(wide, type), 1, 4)).toEqual(values.slice(1));
  });

  it("refuses 64-bit integers that a number cannot hold, never rounds them", async () => {
    const exact = [9_007_199_254_740_991n, -9_007_199_254_740_991n];
    expect(await readSliced(vectorFromArray(exact, new Int64()), 0, 2)).toEqual(exact.map(Number));
    for (const value of [9_007_199_254_740_992n, 9_007_199_254_740_993n, -(2n ** 63n)])
      await expect(readSliced(vectorFromArray([1n, value], new Int64()), 0, 2)).rejects.toThrow(InvalidArgumentError);
    await expect(readSliced(vectorFromArray([2n ** 64n - 1n], new Uint64()), 0, 1)).rejects.toThrow(/2\^53/);
  });

  it("reads timestamps of all units and dates as milliseconds", async () => {
    const read = async (
      type: Parameters<typeof makeData>[0]["type"],
      data: BigInt64Array | Int32Array,
    ): Promise<unknown[]> =>
      readSliced(
        new Vector([makeData({ type, length: data.length, nullCount: 0, data } as Parameters<typeof makeData>[0])]),
        1,
        3,
      );
    expect(await read(new TimestampSecond(), BigInt64Array.of(0n, 5n, -5n))).toEqual([5000, -5000]);
    expect(await read(new TimestampMillisecond(), BigInt64Array.of(0n, 5n, -5n))).toEqual([5, -5]);
    expect(await read(new TimestampMicrosecond(), BigInt64Array.of(0n, 5250n, -5250n))).toEqual([5.25, -5.25]);
    expect(await read(new TimestampNanosecond(), BigInt64Array.of(0n, 1_600_000_000_000_250_000n, -1n))).toEqual([
      1_600_000_000_000.25, -1e-6,
    ]);
    expect(await read(new DateDay(), Int32Array.of(0, 1, -1))).toEqual([86_400_000, -86_400_000]);
    expect(await read(new DateMillisecond(), BigInt64Array.of(0n, 86_400_000n, 0n))).toEqual([86_400_000, 0]);
  });

  it("reads dictionaries of any index and value, with nulls inside and outside", async () => {
    const withNull = vectorFromArray(["a", null, "b", "a"], new Utf8());
    const data = makeData({
      type: new Dictionary(new Utf8(), new Int8(), 1),
      length: 5,
      nullCount: 1,
      nullBitmap: Uint8Array.of(0b10111),
      data: Int8Array.of(0, 1, 2, 0, 3),
      dictionary: withNull,
    });
    expect(await readSliced(new Vector([data]), 0, 5)).toEqual(["a", null, "b", null, "a"]);
    expect(await readSliced(new Vector([data]), 2, 5)).toEqual(["b", null, "a"]);
    const numbers = makeData({
      type: new Dictionary(new Int32(), new Int32(), 2),
      length: 3,
      nullCount: 0,
      data: Int32Array.of(1, 0, 1),
      dictionary: makeVector(Int32Array.of(10, 20)),
    });
    expect(await readSliced(new Vector([numbers]), 0, 3)).toEqual([20, 10, 20]);
  });

  it("reads nested values as plain ones, and refuses what has no counterpart", async () => {
    const nested = await batchFromArrow(tableFromArrays({ list: [[1, 2], [3]], struct: [{ a: 1 }, { a: 2 }] }));
    expect([...rowsOf(nested)]).toEqual([
      { list: [1, 2], struct: { a: 1 } },
      { list: [3], struct: { a: 2 } },
    ]);
    const binary = await readSliced(vectorFromArray([Uint8Array.of(1, 2), null], new Binary()), 0, 2);
    expect(binary).toEqual([Uint8Array.of(1, 2), null]);
    const decimal = makeData({ type: new Decimal(2, 10), length: 1, nullCount: 0, data: new Uint32Array(4) });
    await expect(readSliced(new Vector([decimal]), 0, 1)).rejects.toThrow(/cast it first/);
  });
});

describe("the dataset room", () => {
  it("never imports Arrow statically, so that its door loads without it", () => {
    const root = new URL("../../../src/dataset/", import.meta.url);
    const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    expect(sources.length).toBeGreaterThan(20);
    for (const path of sources) {
      const imports = readFileSync(new URL(path, root), "utf8").match(/^.*(?: from |^import )"apache-arrow";$/gm) ?? [];
      expect(imports.filter((statement) => !statement.startsWith("import type"))).toEqual([]);
    }
  });
});
