import type { TabularColumn } from "../tabular-columns.js";

/** A feature as linear scores read it: missing numbers have their stand-in, a category is as many indicators as it has categories. */
export type LinearColumn =
  | {
      readonly type: "number";
      readonly name: string;
      readonly width: 1;
      /** The mean of the numbers that are there. */
      readonly missing: number;
      readonly values: Float64Array;
    }
  | { readonly type: "category"; readonly name: string; readonly width: number; readonly codes: Int32Array };

export function linearColumn(column: TabularColumn): LinearColumn {
  if (column.type === "category")
    return { type: "category", name: column.name, width: column.categories.length, codes: column.codes };
  let sum = 0;
  let present = 0;
  for (const value of column.values)
    if (!Number.isNaN(value)) {
      sum += value;
      present++;
    }
  const missing = present === 0 ? 0 : sum / present;
  const values =
    present === column.values.length
      ? column.values
      : column.values.map((value) => (Number.isNaN(value) ? missing : value));
  return { type: "number", name: column.name, width: 1, missing, values };
}

/** Adds a column's part to every row's score; its coefficients stand in `point` from `offset` on. */
export function addColumn(scores: Float64Array, column: LinearColumn, point: Float64Array, offset: number): void {
  if (column.type === "number") {
    const { values } = column;
    const coefficient = point[offset] as number;
    for (let row = 0; row < scores.length; row++)
      scores[row] = (scores[row] as number) + coefficient * (values[row] as number);
    return;
  }
  const { codes } = column;
  for (let row = 0; row < scores.length; row++) {
    const code = codes[row] as number;
    if (code >= 0) scores[row] = (scores[row] as number) + (point[offset + code] as number);
  }
}

/** Writes the mean derivative by each of a column's coefficients into `gradient`, where they are 0 before. */
export function writeDerivatives(
  residuals: Float64Array,
  column: LinearColumn,
  gradient: Float64Array,
  offset: number,
): void {
  const rows = residuals.length;
  if (column.type === "number") {
    const { values } = column;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += (residuals[row] as number) * (values[row] as number);
    gradient[offset] = sum / rows;
    return;
  }
  const { codes } = column;
  for (let row = 0; row < rows; row++) {
    const code = codes[row] as number;
    if (code >= 0) gradient[offset + code] = (gradient[offset + code] as number) + (residuals[row] as number) / rows;
  }
}
