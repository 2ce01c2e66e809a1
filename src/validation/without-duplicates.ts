import { canonicalJson } from "../core/index.js";
import { reason, scalarAt } from "../schema/house.js";
import { type Batch, rowAt, takeRows } from "../schema/index.js";
import type { QuarantinedRow } from "./quarantine.js";

/**
 * Leaves out rows that equal an earlier one in every column; they are added to `quarantined`.
 * @param seen Rows that stood before, with their positions: it holds the text of every row, so it grows with the dataset.
 */
export function withoutDuplicates(
  batch: Batch,
  positionOf: (row: number) => string,
  seen: Map<string, string>,
  quarantined: QuarantinedRow[],
): Batch {
  const columns = Object.values(batch.columns);
  const unique: number[] = [];
  for (let row = 0; row < batch.length; row++) {
    const key = keyOf(columns.map((column) => scalarAt(column, row)));
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, positionOf(row));
      unique.push(row);
    } else {
      const reasons = [reason("duplicate", undefined, "a row that stands once", `a duplicate of row ${first}`)];
      quarantined.push({ position: positionOf(row), row: rowAt(batch, row), reasons });
    }
  }
  return unique.length === batch.length ? batch : takeRows(batch, unique);
}

/** Equal for equal rows only: JSON writes NaN like null and cannot write bigint, so these rows take the slower way. */
function keyOf(values: readonly unknown[]): string {
  const plain = values.every((value) =>
    typeof value === "object"
      ? value === null
      : Number.isFinite(value) || typeof value === "string" || typeof value === "boolean",
  );
  return plain ? JSON.stringify(values) : canonicalJson(values);
}
