import { above, lowestOf, type NumberCellsJson, nextUp } from "./number-cells.js";

/**
 * Cuts cells into bins of about equal share. A value with at least half of such a share has a bin of its own, and each does where there are
 * few different ones. Below the minimum and above the maximum stand bins without a row.
 * @param options.whole Whether the numbers are whole: then the edge above one is the next whole number.
 */
export function cutBins(
  { level, cells }: NumberCellsJson,
  options: { readonly bins: number; readonly whole: boolean; readonly minimum: number; readonly maximum: number },
): { readonly edges: readonly number[]; readonly counts: readonly number[] } {
  const { bins, whole, minimum, maximum } = options;
  const edges: number[] = [];
  const counts = [0];
  const past = (number: number, next: number): number => (whole && number + 1 > number ? number + 1 : next);
  const open = (edge: number, rows: number): void => {
    // The bin of nothing after a single value ends where the next one begins.
    if (edge === edges.at(-1)) counts[counts.length - 1] = (counts.at(-1) as number) + rows;
    else if (Number.isFinite(edge)) {
      edges.push(edge);
      counts.push(rows);
    }
  };
  const share = cells.reduce((sum, [, rows]) => sum + rows, 0) / bins;
  let filled = Number.POSITIVE_INFINITY;
  for (const [index, [cell, rows]] of cells.entries()) {
    const alone = cells.length <= 2 * bins || rows >= share / 2;
    if (alone || filled >= share) {
      open(index === 0 ? minimum : lowestOf(cell, level), rows);
      filled = alone ? Number.POSITIVE_INFINITY : rows;
    } else {
      counts[counts.length - 1] = (counts.at(-1) as number) + rows;
      filled += rows;
    }
    const next = cells[index + 1];
    if (next === undefined) open(past(maximum, nextUp(maximum)), 0);
    else if (alone) {
      const end = above(cell, level);
      open(Math.min(level === 0 ? past(cell, end) : end, lowestOf(next[0], level)), 0);
    }
  }
  return { edges, counts };
}
