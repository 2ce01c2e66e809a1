import { isQuantity, type RowComparison, sameRows } from "./same-rows.js";

/** Rows read in the search before it gives up: seconds, where balanced tables could take hours. */
const mostRows = 400_000;

type Rows = readonly (readonly unknown[])[];

/**
 * Whether some order of the answer's columns makes the rows the same. Columns are added one by one, and an order is given up as soon
 * as what stands so far differs; after 400,000 rows the search ends without one. Columns without numbers come first: they tell rows
 * apart without tolerance.
 */
export function matchColumns(gold: Rows, answer: Rows, width: number, comparison: RowComparison): boolean {
  const numbers = (column: number) => gold.reduce((count, row) => count + (isQuantity(row[column]) ? 1 : 0), 0);
  const columns = Array.from({ length: width }, (_, column) => column);
  const wanted = columns.toSorted((a, b) => numbers(a) - numbers(b));
  const candidates = wanted.map((column) =>
    columns.filter((other) => sameRows(pick(gold, [column]), pick(answer, [other]), comparison)),
  );
  // The first attempt is made whatever the size.
  let left = Math.max(mostRows, width * gold.length);
  return extend([]);

  function extend(chosen: readonly number[]): boolean {
    const depth = chosen.length;
    if (left < 0) return false;
    if (depth > 1) left -= gold.length;
    if (depth > 1 && !sameRows(pick(gold, wanted.slice(0, depth)), pick(answer, chosen), comparison)) return false;
    if (depth === width) return true;
    return (candidates[depth] ?? []).some((column) => !chosen.includes(column) && extend([...chosen, column]));
  }
}

function pick(rows: Rows, columns: readonly number[]): unknown[][] {
  return rows.map((row) => columns.map((column) => row[column]));
}
