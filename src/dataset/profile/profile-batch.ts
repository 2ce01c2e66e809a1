import { InvalidArgumentError } from "../../core/index.js";
import { isMissing, scalarAt } from "../../schema/house.js";
import type { Batch, ColumnData } from "../../schema/index.js";
import { countCategories } from "./count-categories.js";
import type { ColumnProfile, Profile } from "./profile.js";

/**
 * Counts a batch into the edges and categories of a reference, whose own counts do not matter.
 * NaN counts as missing; infinities fall into the outermost bins.
 * @throws {InvalidArgumentError} the batch lacks a column of the reference or has it with another type.
 */
export function profileBatch(batch: Batch, reference: Profile): Profile {
  return {
    format: "profile@1",
    rows: batch.length,
    columns: reference.columns.map((layout) => {
      const column = batch.columns[layout.name];
      if (column?.type !== layout.type)
        throw new InvalidArgumentError("profile", `a ${layout.type} column "${layout.name}"`, column?.type);
      return countColumn(column, layout);
    }),
  };
}

function countColumn(column: ColumnData, layout: ColumnProfile): ColumnProfile {
  const { name, type, histogram, categories } = layout;
  const facts = { name, type, rows: column.length };
  if (histogram !== undefined && "values" in column && column.values instanceof Float64Array) {
    const { edges } = histogram;
    const counts = new Array<number>(edges.length + 1).fill(0);
    let missing = 0;
    for (let row = 0; row < column.length; row++) {
      const value = column.values[row] as number;
      if (Number.isNaN(value) || isMissing(column, row)) missing++;
      else {
        const bin = binOf(value, edges);
        counts[bin] = (counts[bin] as number) + 1;
      }
    }
    return { ...facts, missing, histogram: { edges, counts } };
  }
  if (categories !== undefined) {
    const { counts, missing } = countCategories(column, Object.keys(categories.counts));
    const other = counts.pop() as number;
    const listed = Object.keys(categories.counts).map(
      (category, index) => [category, counts[index] as number] as const,
    );
    return { ...facts, missing, categories: { counts: Object.fromEntries(listed), other } };
  }
  let missing = 0;
  for (let row = 0; row < column.length; row++) if (scalarAt(column, row) === null) missing++;
  return { ...facts, missing };
}

/** How many edges lie at or below the value. */
function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
