import type { Definition, Definitions } from "../evaluation.js";
import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";
import type { FrameColumn } from "../frame/frame.js";
import { columnNamed } from "../frame/select-rows.js";
import { boundRules, columnRules, type KeywordKind } from "../keywords/keyword-rules.js";
import { between } from "./between.js";
import { meanOf, numbersOf, stdevOf, sumOf } from "./moments.js";

type Figure = (column: FrameColumn) => unknown;

/** A figure of a column's values that are there, between two bounds. */
export const columnFigures: Definitions = {
  expect_column_min_to_be_between: figure("comparable", (column) => extreme(column, -1)),
  expect_column_max_to_be_between: figure("comparable", (column) => extreme(column, 1)),
  expect_column_mean_to_be_between: figure("comparable", meanOf),
  expect_column_median_to_be_between: figure("comparable", medianOf),
  expect_column_stdev_to_be_between: figure("number", stdevOf),
  expect_column_sum_to_be_between: figure("comparable", (column) => sumOf(numbersOf(column))),
  expect_column_unique_value_count_to_be_between: figure("integer", distinctCount),
  expect_column_proportion_of_unique_values_to_be_between: figure("number", (column) => {
    const present = presentCount(column);
    return present === 0 ? 0 : distinctCount(column) / present;
  }),
  expect_column_proportion_of_non_null_values_to_be_between: figure("number", (column) =>
    column.cells.length === 0 ? undefined : presentCount(column) / column.cells.length,
  ),
};

function figure(kind: KeywordKind, of: Figure): Definition {
  return {
    rules: { ...columnRules, ...boundRules(kind) },
    evaluate: ({ frame, keywords }) => between(of(columnNamed(frame, keywords.column)), keywords),
  };
}

function extreme({ cells }: FrameColumn, direction: 1 | -1): unknown {
  let found: unknown = null;
  for (const cell of cells)
    if (cell !== null && (found === null || compareCells(cell, found) * direction > 0)) found = cell;
  return found;
}

function medianOf(column: FrameColumn): number | undefined {
  const sorted = numbersOf(column).sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[middle - 1] ?? 0, sorted[middle]];
  if (above === undefined) return undefined;
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}

function presentCount({ cells }: FrameColumn): number {
  return cells.filter((cell) => cell !== null).length;
}

function distinctCount({ cells }: FrameColumn): number {
  return new Set(cells.filter((cell) => cell !== null).map(cellKey)).size;
}
