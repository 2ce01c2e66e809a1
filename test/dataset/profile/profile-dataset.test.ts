import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../../src/core/index.js";
import { createDataset, mergeProfiles, profileBatch, profileDataset } from "../../../src/dataset/house.js";
import { sliceBatch } from "../../../src/schema/house.js";
import { type Batch, batchFromRows } from "../../../src/schema/index.js";
import { encodeTable, logicalTable } from "../arbitraries.js";
import { flights, schedule } from "../flights.js";

const columns = [
  { name: "x", type: "number" },
  { name: "w", type: "text" },
  { name: "b", type: "boolean" },
] as const;

async function profileRows(rows: readonly Record<string, unknown>[], options = {}) {
  return profileDataset(await createDataset(flights, [batchFromRows(columns, rows)]), options);
}

describe("profileDataset", () => {
  it("counts numbers into bins of equal share and words by name, with NaN as missing", async () => {
    const rows = [1, 2, 3, 4, Number.NaN, null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((x, row) => ({
      x,
      w: ["a", "b", "a", null, "c", "a", "b", "d"][row],
      b: row < 3,
    }));
    expect(await profileRows(rows, { bins: 2, categories: 2 })).toEqual({
      format: "profile@1",
      rows: 8,
      columns: [
        { name: "x", type: "number", rows: 8, missing: 2, histogram: { edges: [2.5], counts: [3, 3] } },
        { name: "w", type: "text", rows: 8, missing: 1, categories: { counts: { a: 3, b: 2 }, other: 2 } },
        { name: "b", type: "boolean", rows: 8, missing: 0, categories: { counts: { true: 3, false: 5 }, other: 0 } },
      ],
    });
  });

  it("gives one bin to a value that fills several", async () => {
    const profile = await profileRows(Array.from({ length: 50 }, () => ({ x: 1, w: "a", b: true })));
    expect(profile.columns[0]?.histogram).toEqual({ edges: [1], counts: [0, 50] });
  });

  it("counts everything once, in any batches and order, into the bins of the reference", async () => {
    await fc.assert(
      fc.asyncProperty(logicalTable(), logicalTable(), fc.nat(), fc.nat(20), async (first, table, seed, cut) => {
        const reference = await profileDataset(await createDataset(flights, [encodeTable(first, seed)]));
        const batch = encodeTable(table, seed + 1);
        const at = Math.min(cut, batch.length);
        const parts = [sliceBatch(batch, at, batch.length), sliceBatch(batch, 0, at)];
        const whole = profileBatch(batch, reference);
        expect(mergeProfiles(parts.map((part) => profileBatch(part, reference)))).toEqual(whole);
        expect(await profileDataset(await createDataset(flights, parts), { reference })).toEqual(whole);
        for (const { rows, missing, histogram, categories } of whole.columns) {
          const counts = histogram?.counts ?? Object.values(categories?.counts ?? {});
          const counted = counts.reduce((sum, count) => sum + count, 0) + (categories?.other ?? 0);
          if (histogram ?? categories) expect(counted + missing).toBe(rows);
        }
      }),
      { numRuns: 80 },
    );
  });

  it("profiles a dataset without rows", async () => {
    const profile = await profileDataset(await createDataset(flights, []));
    expect(profile.columns.map(({ name, rows }) => [name, rows])).toEqual(flights.columns.map(({ name }) => [name, 0]));
  });

  it("refuses to merge what was counted into other bins, unknown columns and bad options", async () => {
    const dataset = await createDataset(flights, [schedule(0, 100)]);
    const profile = await profileDataset(dataset);
    const other = await profileDataset(dataset, { bins: 3 });
    expect(() => mergeProfiles([profile, other])).toThrow(/one reference/);
    expect(() => mergeProfiles([])).toThrow(InvalidArgumentError);
    const lacking: Batch = { length: 0, columns: {} };
    expect(() => profileBatch(lacking, profile)).toThrow(/a time column "departedAt"/);
    await expect(profileDataset(dataset, { bins: 1 })).rejects.toThrow(/`bins`/);
    await expect(profileDataset(dataset, { categories: 0.5 })).rejects.toThrow(/`categories`/);
  });
});
