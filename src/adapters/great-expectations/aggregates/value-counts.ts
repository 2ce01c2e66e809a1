import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";
import type { FrameColumn } from "../frame/frame.js";

export interface CellCount {
  readonly value: unknown;
  readonly count: number;
}

/** How often each value that is there occurs, rising by value; in order of the data where values have no order. */
export function valueCounts({ cells }: FrameColumn): readonly CellCount[] {
  const counts = new Map<string, { value: unknown; count: number }>();
  for (const cell of cells) {
    if (cell === null) continue;
    const found = counts.get(cellKey(cell));
    if (found === undefined) counts.set(cellKey(cell), { value: cell, count: 1 });
    else found.count += 1;
  }
  const found = [...counts.values()];
  const kinds = new Set(
    found.map(({ value }) => (value instanceof Date ? "time" : typeof value === "boolean" ? "number" : typeof value)),
  );
  return kinds.size > 1 || kinds.has("object")
    ? found
    : found.sort((left, right) => compareCells(left.value, right.value));
}
