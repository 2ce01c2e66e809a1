import { checkArguments, option } from "../../../core/house.js";
import type { NotExpressed } from "../../../ports/house.js";
import { mayBeMissing } from "../../../schema/house.js";
import type { Contract } from "../../../schema/index.js";
import type { Expectation } from "../expectation.js";
import { columnExpectations } from "./column-expectations.js";
import { type ExpectationSuite, referenceVersion } from "./expectation-suite.js";
import { ruleExpectations } from "./rule-expectations.js";

/**
 * What a contract says of rows, as a suite that Great Expectations loads: columns and their types, missing values, limits, rules between columns.
 * What a suite cannot say is listed, and has to be checked by the contract itself.
 */
export function suiteFromContract<Row, Label extends string>(
  contract: Contract<Row, Label>,
): { readonly suite: ExpectationSuite; readonly notExpressed: readonly NotExpressed[] } {
  checkArguments(
    "great-expectations",
    { contract },
    { contract: option.nounOf("contract", "a contract, as `contract()` makes it") },
  );
  const notExpressed: NotExpressed[] = [];
  const expectations: Expectation[] = [];
  for (const column of contract.columns) {
    const most = contract.missing[column.name] ?? contract.missing.default;
    const told = columnExpectations({ ...column, nullable: mayBeMissing(contract, column) }, most);
    expectations.push(...told.expectations);
    notExpressed.push(...told.notExpressed);
  }
  for (const { name, node } of contract.rules) {
    const told = ruleExpectations(node);
    if (told === undefined) notExpressed.push({ what: `rule ${name}`, why: "a suite has no expectation of that form" });
    else expectations.push(...told.map((expectation) => ({ ...expectation, meta: { rule: name } })));
  }
  for (const label of Object.keys(contract.labels))
    notExpressed.push({ what: `label ${label}`, why: "a suite does not know when a column becomes known" });
  const meta = {
    great_expectations_version: referenceVersion,
    contract: contract.name,
    fingerprint: contract.fingerprint,
  };
  return { suite: { name: contract.name, expectations, suite_parameters: {}, meta, notes: null }, notExpressed };
}
