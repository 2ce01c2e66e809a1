import { countMissing, reasonKey } from "../schema/house.js";
import type { Batch, Contract } from "../schema/index.js";
import type { ValidationReport } from "./lineage-log.js";
import { type QuarantinedRow, quarantineLog } from "./quarantine.js";
import { ValidationError } from "./validation-error.js";

/** Counts what was kept out and what is missing in the rest. */
export function makeReport<Row, Label extends string>(
  contract: Contract<Row, Label>,
  batches: readonly Batch[],
  quarantined: readonly QuarantinedRow[],
  rows: number,
): ValidationReport {
  const reasons: Record<string, number> = {};
  for (const row of quarantined)
    for (const key of new Set(row.reasons.map(reasonKey))) reasons[key] = (reasons[key] ?? 0) + 1;
  const valid = batches.reduce((sum, { length }) => sum + length, 0);
  const missing: Record<string, number> = {};
  for (const { name } of contract.columns) {
    const count = batches.reduce((sum, { columns }) => sum + (columns[name] ? countMissing(columns[name]) : 0), 0);
    if (count > 0) missing[name] = count / valid;
  }
  return { rows, valid, invalid: quarantined.length, reasons, missing };
}

/** @throws {ValidationError} a nullable column misses a larger share of values than the contract allows. */
export function checkMissing<Row, Label extends string>(
  contract: Contract<Row, Label>,
  report: ValidationReport,
): void {
  for (const { name, nullable, derived } of contract.columns) {
    // A derived column may be missing by its nature: only a limit of its own counts.
    const limit = contract.missing[name] ?? (derived === undefined ? contract.missing.default : undefined);
    const share = report.missing[name] ?? 0;
    if (!nullable || limit === undefined || share <= limit) continue;
    const expected = `at most ${percent(limit)} of column ${name} to be missing`;
    throw new ValidationError(
      contract.name,
      `Expected ${expected}, got ${percent(share)} of ${report.valid} valid rows`,
      report,
    );
  }
}

export function tooManyInvalid(
  contract: string,
  report: ValidationReport,
  quarantined: readonly QuarantinedRow[],
  subjectOf: (position: string) => string | undefined,
  isKept: boolean,
): ValidationError {
  const worst = Object.entries(report.reasons).sort(([, left], [, right]) => right - left);
  const counts = worst.slice(0, 5).map(([key, rows]) => `${key} (${rows})`);
  if (worst.length > counts.length) counts.push(`${worst.length - counts.length} more reasons`);
  // Messages show values, and errors are recorded: of sealed rows only the positions are told.
  const examples = quarantined
    .slice(0, 3)
    .map(({ position, reasons }) =>
      subjectOf(position) !== undefined ? position : `${position} ${reasons[0]?.message}`,
    );
  const message = `Expected fewer invalid rows, got ${report.invalid} of ${report.rows}: ${counts.join(", ")}. First: ${examples.join("; ")}. ${isKept ? `All stand in ${quarantineLog(contract)}` : "None is kept, as there is no store: with one, all would stand in quarantine"}`;
  return new ValidationError(contract, message, report);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
