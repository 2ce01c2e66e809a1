import type { LandedBatch } from "../dataset/index.js";
import { columnFromValues, createRowValidator, isMissing, type Reason, reason, textReader } from "../schema/house.js";
import {
  type Batch,
  batchFromRows,
  type ColumnData,
  type Contract,
  compileColumns,
  rowAt,
  takeRows,
} from "../schema/index.js";
import { compileChecks } from "./checks/check-column.js";
import { coerceColumn } from "./coerce/coerce-column.js";

type UnreadableRow = NonNullable<LandedBatch["unreadable"]>[number];

/** A row that was kept out. */
export interface InvalidRow {
  /** Its index in the batch. */
  readonly row: number;
  readonly raw: Readonly<Record<string, unknown>> | string;
  readonly reasons: readonly Reason[];
}

export interface BatchOutcome {
  readonly valid: Batch;
  /** For each valid row, its index in the landed batch; undefined when all rows are valid. */
  readonly kept: ArrayLike<number> | undefined;
  readonly invalid: readonly InvalidRow[];
}

/**
 * Checks a landed batch column by column. Only rows that fail are looked at one by one, by the single-row validator, for their reasons;
 * so both sides must agree on every row, and a test says so. Schemas with parts that have no columnar form are run row by row.
 */
export function compileBatchValidator<Row, Label extends string>(
  contract: Contract<Row, Label>,
): (batch: LandedBatch) => BatchOutcome {
  const checkRow = createRowValidator(contract);
  const columns = contract.columns
    .filter(({ derived }) => derived === undefined)
    .map((column) => ({ ...column, mark: compileChecks(column.checks) }));
  const derived = contract.columns.flatMap(({ name, derived, checks }) =>
    derived === undefined ? [] : [{ name, compute: compileColumns(derived), mark: compileChecks(checks) }],
  );
  const rules = contract.rules.map(({ node }) => compileColumns(node));
  const residual = columns.some((column) => column.residual);

  function coerceBatch(batch: LandedBatch, invalid: Uint8Array): Record<string, ColumnData> {
    const coerced: Record<string, ColumnData> = {};
    const reader = textReader(batch.textual);
    for (const { name, type, nullable, mark } of columns) {
      const raw = batch.columns[name] ?? columnFromValues("other", new Array(batch.length).fill(null));
      const column = coerceColumn(raw, type, reader, invalid);
      if (!nullable && column.validity !== undefined)
        for (let row = 0; row < batch.length; row++) if (isMissing(column, row)) invalid[row] = 1;
      mark(column, invalid);
      coerced[name] = column;
    }
    return coerced;
  }

  /** Rows with a value in a column that a strict schema does not name. */
  function markUnknown(batch: LandedBatch, invalid: Uint8Array): void {
    for (const [name, column] of Object.entries(batch.columns)) {
      if (contract.columns.some((known) => known.name === name)) continue;
      for (let row = 0; row < batch.length; row++) if (!isMissing(column, row)) invalid[row] = 1;
    }
  }

  /** Derived columns and rules, over rows whose own columns are sound. */
  function computeOn(batch: Batch, invalid: Uint8Array): Batch {
    let rows = batch;
    for (const { name, compute, mark } of derived) {
      const column = compute(rows);
      mark(column, invalid);
      if (name === contract.eventTime && column.validity !== undefined)
        for (let row = 0; row < rows.length; row++) if (isMissing(column, row)) invalid[row] = 1;
      rows = { length: rows.length, columns: { ...rows.columns, [name]: column } };
    }
    for (const rule of rules) {
      const column = rule(rows);
      if (column.type !== "boolean") continue;
      const { values } = column;
      for (let row = 0; row < values.length; row++) if (values[row] === 0 && !isMissing(column, row)) invalid[row] = 1;
    }
    return rows;
  }

  function invalidRow(batch: LandedBatch, row: number, unreadable: UnreadableRow | undefined): InvalidRow {
    if (unreadable !== undefined) {
      const { raw, reason: got } = unreadable;
      return {
        row,
        raw,
        reasons: [reason("unreadable", undefined, "a row that can be read", got, `unreadable: ${got}`)],
      };
    }
    const raw = rowAt(batch, row);
    return { row, raw, reasons: checkRow(raw, batch.textual).reasons };
  }

  function byRows(batch: LandedBatch, unreadable: ReadonlyMap<number, UnreadableRow>): BatchOutcome {
    const invalid: InvalidRow[] = [];
    const kept: number[] = [];
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (let row = 0; row < batch.length; row++) {
      const checked = unreadable.has(row) ? undefined : checkRow(rowAt(batch, row), batch.textual);
      if (checked?.valid) {
        kept.push(row);
        rows.push(checked.row as Readonly<Record<string, unknown>>);
      } else if (checked === undefined) invalid.push(invalidRow(batch, row, unreadable.get(row)));
      else invalid.push({ row, raw: rowAt(batch, row), reasons: checked.reasons });
    }
    return { valid: batchFromRows(contract.columns, rows), kept, invalid };
  }

  return function validateBatch(batch) {
    const unreadable = new Map(batch.unreadable?.map((one) => [one.row, one]));
    if (residual) return byRows(batch, unreadable);
    const unsound = new Uint8Array(batch.length);
    for (const row of unreadable.keys()) unsound[row] = 1;
    const values: Batch = { length: batch.length, columns: coerceBatch(batch, unsound) };
    if (contract.strict) markUnknown(batch, unsound);
    const sound = zeros(unsound);
    const rows = sound === undefined ? values : takeRows(values, sound);
    const broken = new Uint8Array(rows.length);
    const computed = computeOn(rows, broken);
    const holding = zeros(broken);
    const kept = holding === undefined ? sound : holding.map((row) => sound?.[row] ?? row);
    const valid = holding === undefined ? computed : takeRows(computed, holding);
    if (kept === undefined) return { valid, kept, invalid: [] };
    const invalid: InvalidRow[] = [];
    let next = 0;
    for (let row = 0; row < batch.length; row++)
      if (kept[next] === row) next++;
      else invalid.push(invalidRow(batch, row, unreadable.get(row)));
    return { valid, kept, invalid };
  };
}

/** The indices of the zeros; undefined when there is nothing else. */
function zeros(marks: Uint8Array): Uint32Array | undefined {
  if (!marks.includes(1)) return undefined;
  let count = 0;
  const indices = new Uint32Array(marks.length);
  for (let index = 0; index < marks.length; index++) if (marks[index] === 0) indices[count++] = index;
  return indices.subarray(0, count);
}
