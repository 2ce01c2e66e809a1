import {
  type Batch,
  type ColumnData,
  type Contract,
  columnFromValues,
  isMissing,
  type LandedBatch,
  rowAt,
  takeRows,
} from "../data/index.js";
import { compileColumns } from "../table/index.js";
import { compileChecks } from "./checks/check-column.js";
import { coerceColumn } from "./coerce/coerce-column.js";
import { type Reason, reason } from "./reason.js";
import { createRowValidator } from "./row-validator.js";

/** A row that was kept out. */
export interface InvalidRow {
  /** Its index in the batch. */
  readonly row: number;
  readonly raw: Readonly<Record<string, unknown>> | string;
  readonly reasons: readonly Reason[];
}

export interface BatchOutcome {
  readonly valid: Batch;
  /** For each valid row, its index in the landed batch. */
  readonly kept: Uint32Array;
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
    for (const { name, type, nullable, mark } of columns) {
      const raw = batch.columns[name] ?? columnFromValues("other", new Array(batch.length).fill(null));
      const column = coerceColumn(raw, type, batch.textual === true, invalid);
      if (!nullable && column.validity !== undefined)
        for (let row = 0; row < batch.length; row++) if (isMissing(column, row)) invalid[row] = 1;
      mark(column, invalid);
      coerced[name] =
        column.type === type || column.type === "other"
          ? column
          : columnFromValues(type, new Array(batch.length).fill(null));
    }
    return coerced;
  }

  function byRows(batch: LandedBatch): BatchOutcome {
    const unreadable = new Map(batch.unreadable?.map((one) => [one.row, one]));
    const invalid: InvalidRow[] = [];
    const kept: number[] = [];
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (let row = 0; row < batch.length; row++) {
      const bad = unreadable.get(row);
      const raw = rowAt(batch, row);
      const checked = bad === undefined ? checkRow(raw, batch.textual) : undefined;
      if (checked?.valid) {
        kept.push(row);
        rows.push(checked.row as Readonly<Record<string, unknown>>);
      } else
        invalid.push({
          row,
          raw: bad?.raw ?? raw,
          reasons:
            bad === undefined
              ? (checked?.reasons ?? [])
              : [reason("unreadable", undefined, "a row that can be read", bad.reason)],
        });
    }
    const valid = Object.fromEntries(
      contract.columns.map(({ name, type }) => [
        name,
        columnFromValues(
          type,
          rows.map((row) => row[name]),
          name,
        ),
      ]),
    );
    return { valid: { length: rows.length, columns: valid }, kept: Uint32Array.from(kept), invalid };
  }

  return function validateBatch(batch) {
    if (residual || (batch.unreadable?.length ?? 0) > 0) return byRows(batch);
    const invalid = new Uint8Array(batch.length);
    const values = coerceBatch(batch, invalid);
    const sound = Uint32Array.from({ length: batch.length }, (_, row) => row).filter((row) => invalid[row] === 0);
    let rows: Batch = { length: batch.length, columns: values };
    if (sound.length < batch.length) rows = takeRows(rows, sound);
    const broken = new Uint8Array(rows.length);
    for (const { name, compute, mark } of derived) {
      const column = compute(rows);
      mark(column, broken);
      if (name === contract.eventTime)
        for (let row = 0; row < rows.length; row++) if (isMissing(column, row)) broken[row] = 1;
      rows = { length: rows.length, columns: { ...rows.columns, [name]: column } };
    }
    for (const rule of rules) {
      const column = rule(rows);
      if (column.type === "boolean")
        for (let row = 0; row < rows.length; row++)
          if (column.values[row] === 0 && !isMissing(column, row)) broken[row] = 1;
    }
    const holding = Uint32Array.from({ length: rows.length }, (_, row) => row).filter((row) => broken[row] === 0);
    const kept = holding.map((row) => sound[row] as number);
    const keptRows = new Uint8Array(batch.length);
    for (const row of kept) keptRows[row] = 1;
    const failed: InvalidRow[] = [];
    for (let row = 0; row < batch.length; row++) {
      if (keptRows[row] === 1) continue;
      const raw = rowAt(batch, row);
      failed.push({ row, raw, reasons: checkRow(raw, batch.textual).reasons });
    }
    return { valid: holding.length < rows.length ? takeRows(rows, holding) : rows, kept, invalid: failed };
  };
}
