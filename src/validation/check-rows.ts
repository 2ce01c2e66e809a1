import { checkArguments, option } from "../core/house.js";
import type { Reason } from "../schema/house.js";
import { createRowValidator } from "../schema/house.js";
import type { Contract } from "../schema/index.js";

export interface RowsOutcome<Row> {
  readonly valid: readonly Row[];
  /** As `readQuarantine` gives them, with the index in the list in place of a position in a log. */
  readonly invalid: readonly { readonly index: number; readonly row: unknown; readonly reasons: readonly Reason[] }[];
}

/** Parts untrusted rows into those that keep the contract and those that do not, each with every reason. Nothing is dropped. */
export function checkRows<Row, Label extends string>(
  contract: Contract<Row, Label>,
  rows: Iterable<unknown>,
): RowsOutcome<Row> {
  checkArguments("check rows", { contract, rows }, { contract: option.contract, rows: option.rows });
  const check = createRowValidator(contract);
  const valid: Row[] = [];
  const invalid: { index: number; row: unknown; reasons: readonly Reason[] }[] = [];
  let index = 0;
  for (const row of rows) {
    const checked = check(row);
    if (checked.valid) valid.push(checked.row);
    else invalid.push({ index, row, reasons: checked.reasons });
    index++;
  }
  return { valid, invalid };
}
