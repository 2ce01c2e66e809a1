import type { ClassLabel } from "./class-label.js";
import type { PackedRows, RowPacking } from "./packed-rows.js";
import type { NumberColumns } from "./read-numbers.js";
import type { ScoreRows } from "./read-scores.js";

/** Scores as columns: outputs, then targets, then weights. */
export const scorePacking: RowPacking<ScoreRows> = {
  pack({ task, width, targets, outputs, labels, weights }) {
    const columns = [...split(outputs, width), ...split(targets, task === "label-sets" ? width : 1)];
    return {
      columns: weights === undefined ? columns : [...columns, weights],
      facts: { task, width, weighted: weights !== undefined, ...(labels && { labels: [...labels] }) },
    };
  },
  unpack({ columns, facts }) {
    const { task, width, labels, weighted } = facts as {
      readonly task: ScoreRows["task"];
      readonly width: number;
      readonly weighted: boolean;
      readonly labels?: readonly ClassLabel[];
    };
    return {
      task,
      rows: columns[0]?.length ?? 0,
      width,
      labels,
      outputs: joined(columns.slice(0, width)),
      targets: joined(columns.slice(width, task === "label-sets" ? 2 * width : width + 1)),
      weights: weighted ? columns.at(-1) : undefined,
    };
  },
};

/** Numbers as columns: targets and outputs of each output in turn, then weights. */
export const numberPacking: RowPacking<NumberColumns> = {
  pack({ columns, weights }): PackedRows {
    const flat = columns.flatMap(({ targets, outputs }) => [targets, outputs]);
    return {
      columns: weights === undefined ? flat : [...flat, weights],
      facts: { outputs: columns.length, weighted: weights !== undefined },
    };
  },
  unpack({ columns, facts }) {
    const { outputs, weighted } = facts as { readonly outputs: number; readonly weighted: boolean };
    return {
      rows: columns[0]?.length ?? 0,
      columns: Array.from({ length: outputs }, (_, index) => ({
        targets: columns[2 * index] as Float64Array,
        outputs: columns[2 * index + 1] as Float64Array,
      })),
      weights: weighted ? columns.at(-1) : undefined,
    };
  },
};

function split(values: Float64Array, width: number): Float64Array[] {
  if (width === 1) return [values];
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + column] as number),
  );
}

function joined(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 1) return columns[0] as Float64Array;
  const [rows, width] = [columns[0]?.length ?? 0, columns.length];
  const values = new Float64Array(rows * width);
  columns.forEach((column, index) => {
    for (let row = 0; row < rows; row++) values[row * width + index] = column[row] as number;
  });
  return values;
}
