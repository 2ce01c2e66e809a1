import { countInBins, equalEdges } from "../../stats/house.js";
import type { Category } from "./column-values.js";

/** Shares of the reference's bins or categories on both sides; what lies in none of them is one more. */
export interface Shares {
  readonly reference: readonly number[];
  readonly chunk: readonly number[];
}

/** By bins of the reference alone, as many as Doane's rule has (Doane, Am. Stat. 30, 1976). */
export function numberShares(reference: Float64Array): (chunk: Float64Array) => Shares {
  const edges = doaneEdges(reference);
  const before = sharesOf(countInBins(reference, edges), reference.length);
  return (chunk) => withLeftover(before, sharesOf(countInBins(chunk, edges), chunk.length));
}

export function categoryShares(
  reference: ReadonlyMap<Category, number>,
  rows: number,
): (chunk: ReadonlyMap<Category, number>, rows: number) => Shares {
  const keys = [...reference.keys()];
  const before = sharesOf([...reference.values()], rows);
  return (chunk, chunkRows) =>
    withLeftover(
      before,
      sharesOf(
        keys.map((key) => chunk.get(key) ?? 0),
        chunkRows,
      ),
    );
}

function withLeftover(reference: readonly number[], chunk: readonly number[]): Shares {
  const leftover = 1 - sum(chunk);
  // What is left by rounding alone is nothing.
  return leftover > 1e-12 ? { reference: [...reference, 0], chunk: [...chunk, leftover] } : { reference, chunk };
}

function sharesOf(counts: readonly number[], rows: number): readonly number[] {
  return counts.map((count) => count / rows);
}

function doaneEdges(sorted: Float64Array): Float64Array {
  const [minimum, maximum] = [sorted[0] as number, sorted.at(-1) as number];
  const { length } = sorted;
  const mean = sum(sorted) / length;
  const deviation = Math.sqrt(sum(sorted.map((value) => (value - mean) ** 2)) / length);
  if (length < 3 || deviation === 0) return equalEdges(minimum, maximum, 1);
  const skewness = sum(sorted.map((value) => ((value - mean) / deviation) ** 3)) / length;
  const usual = Math.sqrt((6 * (length - 2)) / ((length + 1) * (length + 3)));
  const width = (maximum - minimum) / (1 + Math.log2(length) + Math.log2(1 + Math.abs(skewness) / usual));
  return equalEdges(minimum, maximum, Math.ceil((maximum - minimum) / width));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
