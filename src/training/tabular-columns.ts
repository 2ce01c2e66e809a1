import { InvalidArgumentError } from "../core/index.js";
import type { FeatureColumn, FeatureMatrix } from "../model/index.js";

/** Columns of numbers and of categories: what trainers on tables read. */
export type TabularColumn = Extract<FeatureColumn, { type: "number" | "category" }>;

/** The columns of a matrix. @throws {InvalidArgumentError} one is neither of numbers nor of categories. */
export function tabularColumns(place: string, { columns }: FeatureMatrix): readonly TabularColumn[] {
  return columns.map((column) => {
    if (column.type === "number" || column.type === "category") return column;
    throw new InvalidArgumentError(
      place,
      `numbers and categories, but the feature "${column.name}" is a ${column.type}`,
      column.type,
    );
  });
}
