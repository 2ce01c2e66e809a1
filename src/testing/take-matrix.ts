import type { FeatureColumn, FeatureMatrix } from "../model/index.js";

/** Some rows of a matrix, copied. */
export function takeMatrix({ columns }: FeatureMatrix, from: number, to: number): FeatureMatrix {
  return { kind: "feature-matrix", rows: to - from, columns: columns.map((column) => takeColumn(column, from, to)) };
}

function takeColumn(column: FeatureColumn, from: number, to: number): FeatureColumn {
  switch (column.type) {
    case "number":
      return { ...column, values: column.values.slice(from, to) };
    case "category":
      return { ...column, codes: column.codes.slice(from, to) };
    case "vector":
      return { ...column, values: column.values.slice(from * column.width, to * column.width) };
    default:
      return { ...column, values: column.values.slice(from, to) };
  }
}
