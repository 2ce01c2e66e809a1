import fc from "fast-check";
import { createMemoryHistory } from "golden-pipeline/features";
import type { HistoryEntry, HistoryWindow } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";

const minute = 60_000;
const entry = (knownAt: number, value: number, id: string, key = "ATL"): HistoryEntry => ({
  series: "delay",
  key,
  id,
  knownAt,
  value,
});
const values = (window: HistoryWindow | Promise<HistoryWindow>): number[] => {
  if (window instanceof Promise) throw new Error("a memory history answers at once");
  return Array.from(window.values);
};

describe("a memory history", () => {
  it("drops what is older than its retention, and nothing that a window of that length could still see", () => {
    const step = fc.record({
      minutes: fc.integer({ min: -4, max: 6 }),
      value: fc.integer({ min: 0, max: 9 }),
      id: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 200, maxLength: 400, size: "max" }), (steps) => {
        const [all, bounded] = [createMemoryHistory(), createMemoryHistory({ retentionMinutes: 60 })];
        let now = 0;
        let newest = 0;
        for (const { minutes, value, id } of steps) {
          now = Math.max(0, now + minutes);
          newest = Math.max(newest, now);
          // A correction of what is newest would move the retention back; live entries do not.
          const recorded = [entry(now * minute, value, `${now}/${id}`)];
          for (const history of [all, bounded]) history.record(recorded);
          for (const window of [1, 30, 60])
            expect(values(bounded.read("delay", "ATL", newest * minute + 1, window))).toEqual(
              values(all.read("delay", "ATL", newest * minute + 1, window)),
            );
        }
      }),
      { numRuns: 20 },
    );
  });

  it("keeps no more than it must: a long stream stays short", () => {
    const history = createMemoryHistory({ retentionMinutes: 60 });
    for (let index = 0; index < 5000; index++) history.record([entry(index * minute, 1, String(index))]);
    expect(values(history.read("delay", "ATL", 5000 * minute, 5000)).length).toBeLessThan(200);
    expect(values(history.read("delay", "ATL", 5000 * minute, 60))).toHaveLength(60);
  });

  it("puts out the key recorded to longest ago when there are too many", () => {
    const history = createMemoryHistory({ maxKeys: 2 });
    history.record([
      entry(1, 1, "a", "ATL"),
      entry(1, 2, "b", "JFK"),
      entry(2, 3, "c", "ATL"),
      entry(2, 4, "d", "ORD"),
    ]);
    const seen = ["ATL", "JFK", "ORD"].map((key) => values(history.read("delay", key, 3, 1)));
    expect(seen).toEqual([[1, 3], [], [4]]);
  });

  it("refuses options that are not above 0, and entries of no time", () => {
    expect(() => createMemoryHistory({ retentionMinutes: 0 })).toThrow("`retentionMinutes`");
    expect(() => createMemoryHistory({ maxKeys: 0 })).toThrow("`maxKeys`");
    expect(() => createMemoryHistory().record([entry(Number.NaN, 1, "a")])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [history] Expected \`knownAt\` to be milliseconds since 1970, got NaN (number)]`,
    );
  });
});
