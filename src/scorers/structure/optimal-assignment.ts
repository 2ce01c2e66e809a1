import { InvalidArgumentError } from "../../core/index.js";

/**
 * Pairs rows with columns, each used at most once, so that the pairs' total is as large as it can be: min(rows, columns) pairs
 * `[row, column]`, by row. Shortest augmenting paths (Jonker & Volgenant 1987, as in scipy's `linear_sum_assignment`), O(n²·m) for
 * n ≤ m. Several assignments may share the largest total; which of them is given is fixed by the order of rows and columns.
 * @throws {InvalidArgumentError} the rows differ in length, or a score is no number between -1e200 and 1e200.
 */
export function optimalAssignment(scores: readonly (readonly number[])[]): (readonly [row: number, column: number])[] {
  const rows = scores.length;
  const columns = scores[0]?.length ?? 0;
  for (const row of scores) {
    if (row.length !== columns)
      throw new InvalidArgumentError("optimal assignment", `rows of ${columns} scores`, row.length);
    // Beyond, sums of scores could overflow, and an endless path would never end.
    for (const score of row)
      if (!(Math.abs(score) <= 1e200))
        throw new InvalidArgumentError("optimal assignment", "scores between -1e200 and 1e200", score);
  }
  if (columns === 0) return [];
  if (rows <= columns)
    return shortestPaths(rows, columns, (row, column) => -(scores[row]?.[column] ?? 0)).map((column, row) => [
      row,
      column,
    ]);
  return shortestPaths(columns, rows, (column, row) => -(scores[row]?.[column] ?? 0))
    .map((row, column): [number, number] => [row, column])
    .sort((a, b) => a[0] - b[0]);
}

/** The column of each row, of least total cost; no more rows than columns. */
function shortestPaths(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  const distance = new Float64Array(columns);
  const previous = new Int32Array(columns);
  const done = new Uint8Array(columns);
  for (let start = 0; start < rows; start++) {
    distance.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let row = start;
    let reached = 0;
    let free = -1;
    const scanned: number[] = [];
    while (free === -1) {
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        if (done[column] === 1) continue;
        const through =
          reached + cost(row, column) - (rowPotential[row] as number) - (columnPotential[column] as number);
        if (through < (distance[column] as number)) {
          distance[column] = through;
          previous[column] = row;
        }
        if (nearest === -1 || closer(column, nearest)) nearest = column;
      }
      reached = distance[nearest] as number;
      done[nearest] = 1;
      scanned.push(nearest);
      const next = rowOf[nearest] as number;
      if (next === -1) free = nearest;
      else row = next;
    }
    rowPotential[start] = (rowPotential[start] as number) + reached;
    for (const column of scanned) {
      const slack = reached - (distance[column] as number);
      const owner = rowOf[column] as number;
      if (owner !== -1) rowPotential[owner] = (rowPotential[owner] as number) + slack;
      columnPotential[column] = (columnPotential[column] as number) - slack;
    }
    for (let column = free; ; ) {
      const owner = previous[column] as number;
      const before = columnOf[owner] as number;
      rowOf[column] = owner;
      columnOf[owner] = column;
      if (owner === start) break;
      column = before;
    }
  }
  return [...columnOf];

  /** Of equally near columns a free one ends the path. */
  function closer(column: number, nearest: number): boolean {
    const [mine, best] = [distance[column] as number, distance[nearest] as number];
    return mine < best || (mine === best && rowOf[column] === -1 && rowOf[nearest] !== -1);
  }
}
