import type { FeatureColumn, FeatureMatrix } from "../model/index.js";

/** Some rows of a matrix, copied. */
export function takeMatrix(matrix: FeatureMatrix, from: number, to: number): FeatureMatrix {
  const columns = matrix.columns.map(
    (column): FeatureColumn =>
      column.kind === "number"
        ? { ...column, values: column.values.slice(from, to) }
        : { ...column, codes: column.codes.slice(from, to) },
  );
  return { kind: "feature-matrix", rows: to - from, columns };
}
