import { InvalidArgumentError } from "../core/index.js";
import type { FeatureMatrix } from "../model/index.js";
import type { TabularColumn } from "./tabular-columns.js";

/**
 * Pairs what a model learned of each column with the matrix's column of that name.
 * @throws {InvalidArgumentError} a column is missing or of another type: these are not the features the model was trained on.
 */
export function readColumns<Learned extends { readonly name: string; readonly type: TabularColumn["type"] }>(
  place: string,
  matrix: FeatureMatrix,
  learned: readonly Learned[],
): readonly (readonly [Learned, TabularColumn])[] {
  return learned.map((expected, index) => {
    const beside = matrix.columns[index];
    const column =
      beside?.name === expected.name ? beside : matrix.columns.find((candidate) => candidate.name === expected.name);
    if (column?.type === expected.type) return [expected, column as TabularColumn] as const;
    throw new InvalidArgumentError(
      place,
      `a ${expected.type} feature column "${expected.name}" as in training`,
      column,
      column === undefined ? matrix.columns.map(({ name }) => name).join(", ") : `a ${column.type} column`,
    );
  });
}
