import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterMean, QualityState } from "../../../src/model/house.js";
import { clusterRobustMean } from "../../../src/stats/house.js";

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const rowsOf = (count: number, clusters: number) =>
  Array.from({ length: count }, (_, row) => ({ cluster: `user ${(row * 7919) % clusters}`, loss: Math.sin(row) }));
const stateOf = (rows: readonly { readonly cluster: string; readonly loss: number }[]) => {
  const state = new QualityState();
  for (const { cluster, loss } of rows) state.add(cluster, { loss });
  return state;
};

describe("quality by cluster", () => {
  it("has the mean and the standard error of its rows", () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    const row = fc.record({ cluster: fc.constantFrom("a", "b", "c"), loss: number });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const found = clusterMean(stateOf(rows).value(), ({ loss }) => loss as number);
        const expected = clusterRobustMean(
          rows.map(({ loss }) => loss),
          rows.map(({ cluster }) => cluster),
        );
        expect(found?.estimate).toBeCloseTo(expected?.estimate as number, 9);
        expect(found?.clusters).toBe(expected?.clusters);
        if (expected?.standardError !== undefined)
          expect(Math.abs((found?.standardError as number) - expected.standardError)).toBeLessThan(1e-6);
      }),
    );
  });

  it("is the same in any order and parts, also when there are so many clusters that they are put into groups", () => {
    for (const clusters of [10, 1000, 1001, 3000]) {
      const rows = rowsOf(6000, clusters);
      const whole = stateOf(rows);
      expect(json(stateOf(rows.toReversed()))).toEqual(json(whole));
      const merged = stateOf(rows.slice(0, 900));
      merged.merge(json(stateOf(rows.slice(900)).toJSON()));
      expect(json(merged)).toEqual(json(whole));
      if (clusters <= 1000) expect(whole.value().length).toBe(clusters);
      else expect(whole.value().length).toBeLessThanOrEqual(500);
    }
  });
});
