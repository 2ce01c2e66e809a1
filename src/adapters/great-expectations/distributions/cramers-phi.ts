import { valueCounts } from "../aggregates/value-counts.js";
import type { Definitions } from "../evaluation.js";
import type { FrameColumn } from "../frame/frame.js";
import { pythonText } from "../frame/python-text.js";
import { columnNamed } from "../frame/select-rows.js";
import { keyword, rowConditionRules } from "../keywords/keyword-rules.js";

/** How far two columns depend on each other, from 0 to 1: of numbers by bins, of text by its most frequent values. */
export const cramersPhi: Definitions = {
  expect_column_pair_cramers_phi_value_to_be_less_than: {
    rules: {
      column_A: keyword.needed("text"),
      column_B: keyword.needed("text"),
      bins_A: keyword.optional("list"),
      bins_B: keyword.optional("list"),
      n_bins_A: keyword.optional("integer"),
      n_bins_B: keyword.optional("integer"),
      threshold: keyword.optional("number"),
      ...rowConditionRules,
    },
    evaluate({ frame, keywords }) {
      const left = binned(columnNamed(frame, keywords.column_A), keywords.bins_A, keywords.n_bins_A);
      const right = binned(columnNamed(frame, keywords.column_B), keywords.bins_B, keywords.n_bins_B);
      const observed = cramersV(left, right);
      return { success: observed <= Number(keywords.threshold ?? 0.1), result: { observed_value: observed } };
    },
  },
};

function cramersV(left: readonly string[], right: readonly string[]): number {
  const [rows, columns] = [[...new Set(left)], [...new Set(right)]];
  const counts = rows.map(() => columns.map(() => 0));
  left.forEach((row, at) => {
    const cells = counts[rows.indexOf(row)];
    const column = columns.indexOf(right[at] ?? "");
    if (cells !== undefined) cells[column] = (cells[column] ?? 0) + 1;
  });
  const rowSums = counts.map((cells) => cells.reduce((sum, count) => sum + count, 0));
  const columnSums = columns.map((_, at) => counts.reduce((sum, cells) => sum + (cells[at] ?? 0), 0));
  // Yates' correction, as for every table of two by two.
  const correction = rows.length === 2 && columns.length === 2 ? 0.5 : 0;
  let statistic = 0;
  counts.forEach((cells, row) => {
    cells.forEach((count, column) => {
      const expected = ((rowSums[row] ?? 0) * (columnSums[column] ?? 0)) / left.length;
      const distance = Math.abs(count - expected);
      statistic += (distance - Math.min(correction, distance)) ** 2 / expected;
    });
  });
  const smaller = Math.min(rows.length, columns.length) - 1;
  return smaller <= 0 ? 0 : Math.min(1, Math.sqrt(statistic / left.length / smaller));
}

function binned(column: FrameColumn, bins: unknown, count: unknown): readonly string[] {
  const most = typeof count === "number" ? count : 10;
  const label = (cell: unknown, of: (present: unknown) => string): string => (cell === null ? "(missing)" : of(cell));
  if (column.type === "integer" || column.type === "number") {
    const edges = Array.isArray(bins) ? [...new Set(bins.map(Number))].sort((a, b) => a - b) : equalBins(column, most);
    return column.cells.map((cell) =>
      label(cell, (value) => `bin ${edges.filter((edge) => edge <= Number(value)).length}`),
    );
  }
  if (Array.isArray(bins)) {
    const group = new Map(
      (bins as readonly (readonly unknown[])[]).flatMap((values) =>
        values.map((value) => [value, values.join(", ")] as const),
      ),
    );
    return column.cells.map((cell) => label(cell, (value) => group.get(value) ?? "(other)"));
  }
  const frequent = [...valueCounts(column)].sort((a, b) => b.count - a.count).slice(0, most);
  const kept = new Set(frequent.map(({ value }) => value));
  return column.cells.map((cell) =>
    label(cell, (value) => (kept.has(value) ? pythonText(value, column.type) : "(other)")),
  );
}

/** The lower edges of bins of equal width; the largest value lies in the last. */
function equalBins({ cells }: FrameColumn, most: number): readonly number[] {
  const numbers = cells.filter((cell) => typeof cell === "number");
  const [least, largest] = [Math.min(...numbers), Math.max(...numbers)];
  const count = Math.min(most, Math.ceil(Math.log2(Math.max(1, numbers.length))) + 1);
  return Array.from({ length: count }, (_, at) => least + ((largest - least) * at) / count);
}
