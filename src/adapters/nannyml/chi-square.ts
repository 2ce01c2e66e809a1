import { chiSquare } from "../../stats/house.js";
import type { Category } from "./column-values.js";

type Counts = ReadonlyMap<Category, number>;

/** Pearson's test of independence of side and category, with Yates' correction where there are two categories. */
export function contingency(reference: Counts, chunk: Counts): { readonly statistic: number; readonly pValue: number } {
  const keys = [...new Set([...reference.keys(), ...chunk.keys()])];
  const sides = [reference, chunk].map((counts) => keys.map((key) => counts.get(key) ?? 0));
  const freedom = keys.length - 1;
  if (freedom === 0) return { statistic: 0, pValue: 1 };
  const rows = sides.map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const all = rows.reduce((sum, count) => sum + count, 0);
  let statistic = 0;
  sides.forEach((counts, side) => {
    counts.forEach((count, key) => {
      const expected = ((rows[side] ?? 0) * ((sides[0]?.[key] ?? 0) + (sides[1]?.[key] ?? 0))) / all;
      const apart = Math.abs(count - expected);
      statistic += (apart - (freedom === 1 ? Math.min(0.5, apart) : 0)) ** 2 / expected;
    });
  });
  return { statistic, pValue: chiSquare.upperTail(statistic, freedom) };
}
