import {
  createMemoryHistory,
  features,
  fitFeatures,
  type HistoryStore,
  historyEntries,
  recordHistory,
} from "golden-pipeline/features";
import type { HistoryEntry } from "golden-pipeline/model";
import { rowsOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { createDataset } from "../../../src/dataset/index.js";
import { historiesOf } from "../../../src/model/house.js";
import { batchOf, type Flight, flights, schedule, start } from "../../features/flights.js";

const looking = features(flights, (flight) => {
  const byOrigin = flight.origin.history({ window: "6h" });
  return {
    distance: flight.distance,
    mean: byOrigin.mean("delay"),
    worst: flight.origin.history({ window: "1d" }).maximum("delay").impute(0).standardize(),
    late: byOrigin.mean((past) => past.delay.atLeast(15)),
    traffic: flight.carrier.history({ window: "1h" }).count(),
  };
});
const flight: Flight = {
  departedAt: new Date(start),
  origin: "ATL",
  carrier: "AA",
  distance: 1000,
  taxi: null,
  charter: false,
  delay: 20,
};
const [delays, lates, traffic] = historiesOf(looking.definitions);

describe("history entries", () => {
  it("are one per series: windows and aggregates share what they look at", () => {
    expect(historiesOf(looking.definitions)).toHaveLength(3);
  });

  it("say key, value and when it is known; a yes is 1", () => {
    const landed = start + 160 * 60_000;
    expect(historyEntries(looking.definitions)(flight, "a")).toEqual([
      { series: delays?.series, key: "ATL", id: "a", knownAt: landed, value: 20 },
      { series: lates?.series, key: "ATL", id: "a", knownAt: landed, value: 1 },
      { series: traffic?.series, key: "AA", id: "a", knownAt: start, value: 0 },
    ]);
  });

  it("leave out what lacks a key, a value or a time", () => {
    const entriesOf = historyEntries(looking.definitions);
    const series = (row: unknown): (string | undefined)[] =>
      entriesOf(row as Record<string, unknown>, "a").map((made) => made.series);
    expect(series({ ...flight, delay: null })).toEqual([traffic?.series]);
    expect(series({ ...flight, carrier: null })).toEqual([delays?.series, lates?.series]);
    expect(series({ ...flight, departedAt: null })).toEqual([]);
    expect(series({ ...flight, distance: Number.NaN })).toEqual([traffic?.series]);
  });
});

describe("recording history", () => {
  const rows = schedule(5000);
  const reading = async (record: (history: ReturnType<typeof createMemoryHistory>) => Promise<void>) => {
    const history = createMemoryHistory();
    await record(history);
    return Array.from({ length: 50 }, (_, index) => start + index * 7_777_777).flatMap((at) =>
      ["ATL", "JFK"].map((key) => {
        const window = history.read(delays?.series ?? "", key, at, 1440);
        return window instanceof Promise ? [] : Array.from(window.values);
      }),
    );
  };

  it("gives the same from rows, a dataset and batches, by features or fitted ones", async () => {
    const batch = batchOf(rows);
    const dataset = await createDataset(flights, [batch]);
    const id = (_: unknown, index: number) => String(index);
    const expected = await reading((history) => recordHistory(looking, rows, history, { id }));
    expect(expected.flat().length).toBeGreaterThan(1000);
    expect(await reading((history) => recordHistory(looking, dataset, history))).toEqual(expected);
    const fitted = fitFeatures(looking, { rows: batch });
    expect(await reading((history) => recordHistory(fitted, rowsOf(batch), history, { id }))).toEqual(expected);
  });

  it("leaves out what was known before `since`, and nothing else", async () => {
    const recorded: HistoryEntry[] = [];
    const keeping: HistoryStore = {
      specificationVersion: "v1",
      record: (entries) => void recorded.push(...entries),
      read: () => ({ values: [] }),
    };
    const id = (_: unknown, index: number) => String(index);
    const since = new Date(start + 20 * 3_600_000);
    await recordHistory(looking, rows, keeping, { id });
    const expected = recorded.filter(({ knownAt }) => knownAt >= since.getTime());
    expect(expected.length).toBeLessThan(recorded.splice(0).length);
    await recordHistory(looking, rows, keeping, { id, since });
    expect(recorded).toEqual(expected);
    await expect(recordHistory(looking, rows, keeping, { id, since: Number.NaN })).rejects.toThrow(
      "`since` to be a time",
    );
  });

  it("corrects a dataset's rows when it is recorded again", async () => {
    const dataset = await createDataset(flights, [batchOf(rows)]);
    const once = await reading((history) => recordHistory(looking, dataset, history));
    const twice = await reading(async (history) => {
      await recordHistory(looking, dataset, history);
      await recordHistory(looking, dataset, history);
    });
    expect(twice).toEqual(once);
  });

  it("waits for a store that takes its time, in portions", async () => {
    const portions: number[] = [];
    const slow: HistoryStore = {
      specificationVersion: "v1",
      record: async (entries) => {
        await Promise.resolve();
        portions.push(entries.length);
      },
      read: () => ({ values: [] }),
    };
    await recordHistory(looking, rows, slow, { id: (_, index) => String(index) });
    expect(portions.length).toBeGreaterThan(1);
    expect(portions.reduce((sum, size) => sum + size)).toBe(
      rows.flatMap((row) => historyEntries(looking.definitions)(row, "")).length,
    );
  });

  it("needs names for rows that are of no dataset", async () => {
    await expect(recordHistory(looking, rows, createMemoryHistory())).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [history] Expected \`id\` to name each row that is not of a dataset, got undefined]`,
    );
  });
});
