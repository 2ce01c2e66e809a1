import type { Category, Samples } from "./sample.js";

export interface CategoryCounts {
  /** In rising order. */
  readonly keys: readonly Category[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/** How often each value stands on both sides. */
export function categoryCounts({ reference, current }: Pick<Samples, "reference" | "current">): CategoryCounts {
  const [before, now] = [countsOf(reference), countsOf(current)];
  const keys = [...new Set([...before.keys(), ...now.keys()])].sort(rising);
  return { keys, reference: keys.map((key) => before.get(key) ?? 0), current: keys.map((key) => now.get(key) ?? 0) };
}

function countsOf(values: Iterable<Category>): ReadonlyMap<Category, number> {
  const counts = new Map<Category, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** As Python sorts them: texts by code points. */
function rising(left: Category, right: Category): number {
  if (typeof left !== "string" || typeof right !== "string") return Number(left) - Number(right);
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const apart = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0);
    if (apart !== 0) return apart;
  }
  return a.length - b.length;
}
