import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { NotExpressed } from "../../../ports/house.js";
import { mayBeMissing, type ValueType } from "../../../schema/house.js";
import type { Contract } from "../../../schema/index.js";
import { columnChecks } from "./column-checks.js";
import { failingRows } from "./failing-rows.js";
import type { SodaCheck, SodaColumn, SodaContract } from "./soda-contract.js";

export interface SodaFromContractOptions {
  /** Of the table: `data source/database/schema/table`. */
  readonly dataset: string;
  /** What the data source calls the types of columns. @default `double`, `bigint`, `boolean`, `varchar`, `timestamp` */
  readonly dataTypes?: Readonly<Partial<Record<Exclude<ValueType, "other">, string>>>;
}

const rules: OptionRules<SodaFromContractOptions> = { dataset: option.required(option.text), dataTypes: option.noun };

/**
 * What a contract says of rows, as a data contract of Soda 4: columns and their types, missing values, limits, lists, lengths, patterns, and rules as SQL.
 * What it cannot say is listed, and has to be checked by the contract itself.
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function sodaFromContract<Row, Label extends string>(
  contract: Contract<Row, Label>,
  options: SodaFromContractOptions,
): { readonly soda: SodaContract; readonly notExpressed: readonly NotExpressed[] } {
  checkArguments("soda", { contract }, { contract: option.nounOf("contract", "a contract, as `contract()` makes it") });
  checkOptions("soda", options, rules);
  const notExpressed: NotExpressed[] = [];
  const failed: SodaCheck[] = [];
  const columns = contract.columns.map((column): SodaColumn => {
    const { name, type } = column;
    const nullable = mayBeMissing(contract, column);
    const told = columnChecks({ ...column, nullable }, contract.missing[name] ?? contract.missing.default);
    notExpressed.push(...told.notExpressed);
    for (const [what, expression] of told.failing) failed.push(failedRows(`${name}, ${what}`, expression));
    return {
      name,
      ...(type !== "other" && { data_type: options.dataTypes?.[type] ?? dataTypes[type] }),
      ...(told.checks.length > 0 && { checks: told.checks }),
    };
  });
  for (const { name, node } of contract.rules) {
    const expression = failingRows(node);
    if (expression === undefined)
      notExpressed.push({ what: `rule ${name}`, why: "it has no form in the SQL that all data sources share" });
    else failed.push(failedRows(name, expression));
  }
  for (const label of Object.keys(contract.labels))
    notExpressed.push({ what: `label ${label}`, why: "Soda does not know when a column becomes known" });
  if (contract.eventTime !== undefined)
    notExpressed.push({ what: "event time", why: "Soda knows it only in a check of freshness" });
  const schema = { allow_extra_columns: contract.strict !== true, allow_other_column_order: true };
  return { soda: { dataset: options.dataset, columns, checks: [{ schema }, ...failed] }, notExpressed };
}

const dataTypes = {
  number: "double",
  integer: "bigint",
  boolean: "boolean",
  text: "varchar",
  time: "timestamp",
} as const;

function failedRows(name: string, expression: string): SodaCheck {
  return { failed_rows: { name, qualifier: name, expression } };
}
