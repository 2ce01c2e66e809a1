import { columnFromValues, countMissing, type ValueType, valueAt } from "../../schema/house.js";
import { type Batch, type ColumnData, concatBatches } from "../../schema/index.js";

/**
 * Batches of a file as one. A format that tells a column's type by its values cannot tell one of a batch in which all are missing: it is of the type that the others have. Where
 * these differ, the column keeps its values as they are.
 */
export function concatRaw(batches: readonly Batch[]): Batch {
  const types = new Map<string, ValueType>();
  for (const name of Object.keys(batches[0]?.columns ?? {})) {
    const columns = batches.flatMap((batch) => batch.columns[name] ?? []);
    const told = new Set(columns.filter((column) => countMissing(column) < column.length).map(({ type }) => type));
    const [type = "other", ...others] = told;
    types.set(name, others.length > 0 ? "other" : type);
  }
  return concatBatches(
    batches.map(({ length, columns }) => ({
      length,
      columns: Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [name, ofType(column, types.get(name) ?? column.type, name)]),
      ),
    })),
  );
}

function ofType(column: ColumnData, type: ValueType, name: string): ColumnData {
  if (column.type === type) return column;
  return columnFromValues(
    type,
    Array.from({ length: column.length }, (_, row) => valueAt(column, row)),
    name,
  );
}
