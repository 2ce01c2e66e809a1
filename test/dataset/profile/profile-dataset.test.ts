import fc from "fast-check";
import { profileDataset, profileRows } from "golden-pipeline/dataset";
import { batchFromRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { hashWord } from "../../../src/dataset/house.js";
import { createDataset } from "../../../src/dataset/index.js";
import { sliceBatch } from "../../../src/schema/house.js";
import { encodeTable, logicalTable } from "../arbitraries.js";
import { flights, schedule } from "../flights.js";

const columns = [
  { name: "x", type: "number" },
  { name: "w", type: "text" },
  { name: "b", type: "boolean" },
] as const;

const datasetOf = (rows: readonly Record<string, unknown>[]) =>
  createDataset(flights, [batchFromRows([...flights.columns, ...columns], rows)]);

describe("the profile of a dataset", () => {
  it("is that of its rows, whatever its batches", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), fc.nat(), fc.nat(20), async (table, seed, cut) => {
        const batch = encodeTable(table, seed);
        const at = Math.min(cut, batch.length);
        const [whole, parts] = [
          await createDataset(flights, [batch]),
          await createDataset(flights, [sliceBatch(batch, 0, at), sliceBatch(batch, at, batch.length)]),
        ];
        expect(await profileDataset(parts)).toEqual(await profileDataset(whole));
      }),
      { numRuns: 40 },
    );
  });

  it("has the columns of the contract, times before the event time, and the label when it is wanted", async () => {
    const dataset = await createDataset(flights, [schedule(0, 1000)]);
    const profile = await profileDataset(dataset);
    expect(profile).toMatchObject({ format: "profile@1", rows: 1000, eventTime: "departedAt" });
    expect(profile.columns.map(({ name }) => name)).toEqual(["departedAt", "origin", "distance", "delay"]);
    expect(profile.columns[0]).toEqual({ name: "departedAt", type: "time", rows: 1000, missing: 0, invalid: 0 });
    expect(profile.columns[1]?.categories?.words.toSorted()).toEqual(["ATL", "JFK", "LAX", "ORD", "é"]);
    const inputs = await profileDataset(dataset, { columns: ["origin"] });
    expect(inputs.columns).toEqual([profile.columns[1]]);
  });

  it("counts another dataset into the bins of a reference", async () => {
    const reference = await profileDataset(
      await datasetOf(Array.from({ length: 100 }, (_, row) => ({ distance: row }))),
    );
    const moved = await profileDataset(await datasetOf(Array.from({ length: 50 }, () => ({ distance: 1e6 }))), {
      reference,
    });
    const [before, after] = [reference, moved].map(({ columns }) => columns.find(({ name }) => name === "distance"));
    expect(after?.numbers?.edges).toEqual(before?.numbers?.edges);
    expect(after?.numbers?.counts.at(-1)).toBe(50);
  });

  it("without rows has the contract's columns with nothing in them", async () => {
    const profile = await profileDataset(await createDataset(flights, []));
    expect(profile.columns.map(({ name, rows }) => [name, rows])).toEqual(flights.columns.map(({ name }) => [name, 0]));
  });
});

describe("the profile of rows", () => {
  it("counts numbers into bins of equal share and words by name, with NaN as missing and other types as invalid", () => {
    const rows = [1, 2, 3, 4, Number.NaN, null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "5"].map(
      (x, row) => ({
        x,
        w: ["a", "b", "a", null, "c", "a", "b", "d", 7][row],
        b: row < 3,
      }),
    );
    const parts = new Array<number>(64).fill(0);
    for (const word of ["c", "d"]) parts[hashWord(word) % 64] = 1;
    expect(profileRows({ x: "number", w: "text", b: "boolean" }, rows, { bins: 2, categories: 2 })).toEqual({
      format: "profile@1",
      rows: 9,
      columns: [
        {
          name: "x",
          type: "number",
          rows: 9,
          missing: 2,
          invalid: 1,
          numbers: {
            minimum: 1,
            maximum: 4,
            mean: 2.5,
            edges: [1, 1.0000000000000002, 2, 2.0000000000000004, 3, 3.0000000000000004, 4, 4.000000000000001],
            counts: [0, 1, 0, 1, 0, 1, 0, 1, 0],
            infinite: [1, 1],
          },
        },
        {
          name: "w",
          type: "text",
          rows: 9,
          missing: 1,
          invalid: 1,
          categories: { words: ["a", "b"], counts: [3, 2], other: 2, otherByHash: parts },
        },
        {
          name: "b",
          type: "boolean",
          rows: 9,
          missing: 0,
          invalid: 0,
          categories: { words: ["false", "true"], counts: [6, 3], other: 0 },
        },
      ],
    });
  });

  it("takes its types from the contract, whatever the first row lacks", () => {
    const rows = [{ origin: "ATL" }, ...Array.from({ length: 9 }, (_, row) => ({ distance: row, delay: row }))];
    const { columns } = profileRows(flights, rows);
    expect(columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
      ["departedAt", "time", 10],
      ["origin", "text", 9],
      ["distance", "number", 1],
      ["delay", "integer", 1],
    ]);
  });

  it("refuses options that are out of range", () => {
    expect(() => profileRows({ x: "number" }, [], { bins: 1 })).toThrow("`bins`");
    expect(() => profileRows({ x: "number" }, [], { categories: 0.5 })).toThrow("`categories`");
  });
});
