import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../src/core/index.js";
import { concatDatasets, noLineage, sortByTime } from "../../src/dataset/house.js";
import {
  appendDataset,
  collectRows,
  createDataset,
  selectRows,
  sortedRows,
  wholeBatch,
} from "../../src/dataset/index.js";
import { sliceBatch } from "../../src/schema/house.js";
import { type Batch, contract, takeRows } from "../../src/schema/index.js";
import { flights, schedule } from "./flights.js";

const large = schedule(0, 150_000);
const { version: largeVersion } = await createDataset(flights, [large]);

describe("createDataset", () => {
  it("has one version for the same rows in any batches, and gives the batches back", async () => {
    const cut = [sliceBatch(large, 0, 10), sliceBatch(large, 10, 70_000), sliceBatch(large, 70_000, 150_000)];
    const dataset = await createDataset(flights, cut);
    expect(dataset.version).toBe(largeVersion);
    expect(dataset.version).toMatch(/^dataset-[0-9a-f]{64}$/);
    expect(dataset.rows).toBe(150_000);
    const read: number[] = [];
    for await (const batch of dataset.batches()) read.push(batch.length);
    expect(read).toEqual([10, 69_990, 80_000]);
  });

  it("reads batches from a stream too", async () => {
    async function* stream(): AsyncGenerator<Batch> {
      yield schedule(0, 5);
      yield schedule(5, 9);
    }
    expect((await createDataset(flights, stream())).version).toBe(
      (await createDataset(flights, [schedule(0, 9)])).version,
    );
  });

  it("is the same without rows as without batches, and knows its columns", async () => {
    const none = await createDataset(flights, []);
    expect(none.version).toBe((await createDataset(flights, [schedule(0, 0)])).version);
    expect(Object.keys((await wholeBatch(none)).columns)).toEqual(["departedAt", "origin", "distance", "delay"]);
    expect(await collectRows(none)).toEqual([]);
  });
});

describe("selectRows", () => {
  it("gives the version of the rows on their own, for every range", async () => {
    const dataset = await createDataset(flights, [sliceBatch(large, 0, 50_000), sliceBatch(large, 50_000, 150_000)]);
    for (const [from, to] of [
      [0, 150_000],
      [0, 131_072],
      [65_536, 150_000],
      [65_536, 131_072],
      [1, 140_000],
      [70_000, 70_000],
      [150_000, 150_000],
    ] as const) {
      const part = await selectRows(dataset, { from, to });
      expect(part.version).toBe((await createDataset(flights, [sliceBatch(large, from, to)])).version);
      expect((await wholeBatch(part)).length).toBe(to - from);
      expect(part.lineage.parents).toEqual([dataset.version]);
    }
  });

  it("takes rows by their numbers, in the order given", async () => {
    const dataset = await createDataset(flights, [schedule(0, 4), schedule(4, 10)]);
    for (const indices of [[0, 3, 4, 9], [9, 0, 0], [], [2, 2, 5]]) {
      const part = await selectRows(dataset, indices);
      expect(part.version).toBe((await createDataset(flights, [takeRows(schedule(0, 10), indices)])).version);
    }
  });

  it("refuses rows that are not there", async () => {
    const dataset = await createDataset(flights, [schedule(0, 4)]);
    await expect(selectRows(dataset, { to: 5 })).rejects.toThrow(InvalidArgumentError);
    await expect(selectRows(dataset, { from: 3, to: 2 })).rejects.toThrow(/3 to 2/);
    await expect(selectRows(dataset, [4])).rejects.toThrow(/row numbers from 0 to 3/);
  });
});

describe("appendDataset and concatDatasets", () => {
  it("have the version of all rows in order, at block edges and off them", async () => {
    for (const at of [0, 1, 65_536, 65_537, 131_072, 149_999, 150_000]) {
      const base = await createDataset(flights, [sliceBatch(large, 0, at)]);
      const more = await createDataset(flights, [sliceBatch(large, at, 150_000)]);
      const grown = await appendDataset(base, more);
      expect(grown.version).toBe(largeVersion);
      expect(grown.rows).toBe(150_000);
      expect(grown.lineage.parents).toEqual([base.version, more.version]);
    }
  });

  it("reuse the blocks that the first dataset filled", async () => {
    const base = await createDataset(flights, [sliceBatch(large, 0, 100_000)]);
    const forged = {
      ...base,
      content: {
        ...base.content,
        columns: base.content.columns.map((column) => ({ ...column, blocks: ["reused", ""] })),
      },
    };
    const grown = await appendDataset(forged, await createDataset(flights, [schedule(100_000, 100_010)]));
    expect(grown.content.columns.map(({ blocks }) => blocks[0])).toEqual(Array(4).fill("reused"));
    expect(grown.content.columns.every(({ blocks }) => blocks.length === 2 && blocks[1] !== "")).toBe(true);
  });

  it("add up what was kept out", async () => {
    const quarantined = { rows: 2, log: "quarantine/flights", reasons: { "delay: missing": 2 } };
    const base = await createDataset(flights, [schedule(0, 2)], { ...noLineage, quarantined, labels: ["labels@1#0"] });
    const all = await concatDatasets([base, base, await createDataset(flights, [schedule(2, 3)])]);
    expect(all.lineage.quarantined).toEqual({ ...quarantined, rows: 4, reasons: { "delay: missing": 4 } });
    expect(all.lineage.labels).toEqual(["labels@1#0", "labels@1#0"]);
    expect(await collectRows(all)).toHaveLength(5);
  });

  it("refuse rows under another contract", async () => {
    const other = contract("others", flights.schema, { columns: { departedAt: "time" } as never });
    const base = await createDataset(flights, [schedule(0, 1)]);
    await expect(appendDataset(base as never, (await createDataset(other, [])) as never)).rejects.toThrow(
      /rows under contract flights/,
    );
    await expect(concatDatasets([])).rejects.toThrow(InvalidArgumentError);
  });
});

describe("sortByTime", () => {
  it("orders rows like a stable sort with missing and NaN last", () => {
    const special = fc.constantFrom(
      null,
      Number.NaN,
      -0,
      0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      5e-324,
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(special, fc.double(), fc.integer({ min: -3, max: 3 }))), (keys) => {
        const validity = new Uint8Array((keys.length + 7) >> 3);
        keys.forEach((key, row) => {
          if (key !== null) validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
        });
        const values = Float64Array.from(keys, (key) => key ?? 7);
        const batch: Batch = {
          length: keys.length,
          columns: { t: { type: "time", length: keys.length, values, validity } },
        };
        const rank = (key: number | null | undefined): number => (key === null || Number.isNaN(key) ? 1 : 0);
        const expected = keys
          .map((_, row) => row)
          .sort((left, right) => {
            const [a, b] = [keys[left], keys[right]];
            if (rank(a) + rank(b) > 0) return rank(a) - rank(b);
            return Number(a) < Number(b) ? -1 : Number(a) > Number(b) ? 1 : 0;
          });
        expect([...sortedRows(batch, "t")]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("sorts a dataset, and leaves one that is in order as it is", async () => {
    const shuffled = await createDataset(flights, [schedule(50, 100), schedule(0, 50)]);
    const sorted = await sortByTime(shuffled, "departedAt");
    expect(sorted.version).toBe((await createDataset(flights, [schedule(0, 100)])).version);
    expect(sorted.lineage.parents).toEqual([shuffled.version]);
    const again = await sortByTime(sorted, "departedAt");
    expect([again.version, again.lineage]).toEqual([sorted.version, sorted.lineage]);
    await expect(sortByTime(sorted, "origin")).rejects.toThrow(InvalidArgumentError);
  });
});
