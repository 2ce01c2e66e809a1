import { checkArguments, option } from "../../../core/house.js";
import type { NotExpressed } from "../../../ports/house.js";
import { mayBeMissing } from "../../../schema/house.js";
import type { Contract } from "../../../schema/index.js";
import { columnFeature } from "./column-feature.js";
import { type ContractSchemaOptions, checkContractSchemaOptions } from "./contract-schema-options.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

/**
 * What a contract says of rows, as a schema of TensorFlow Data Validation: types, missing values, limits, lists of words. Labels are not expected in the
 * environment SERVING. What a schema cannot say is listed, and has to be checked by the contract itself.
 * @throws {InvalidArgumentError} a comparator is of no column.
 */
export function schemaFromContract<Row, Label extends string>(
  contract: Contract<Row, Label>,
  options: ContractSchemaOptions = {},
): { readonly schema: TensorFlowSchema; readonly notExpressed: readonly NotExpressed[] } {
  checkArguments("tfdv", { contract }, { contract: option.nounOf("contract", "a contract, as `contract()` makes it") });
  checkContractSchemaOptions(
    options,
    contract.columns.map(({ name }) => name),
  );
  const notExpressed: NotExpressed[] = [];
  const feature = contract.columns.map((column) => {
    const { name } = column;
    const nullable = mayBeMissing(contract, column);
    const told = columnFeature({ ...column, nullable }, contract.missing[name] ?? contract.missing.default);
    notExpressed.push(...told.notExpressed);
    const [skew, drift] = [options.skew?.[name], options.drift?.[name]];
    return {
      ...told.feature,
      ...(skew !== undefined && { skew_comparator: skew }),
      ...(drift !== undefined && { drift_comparator: drift }),
      ...(name in contract.labels && { not_in_environment: ["SERVING"] }),
    };
  });
  for (const { name } of contract.rules)
    notExpressed.push({ what: `rule ${name}`, why: "a schema looks at one column at a time" });
  for (const label of Object.keys(contract.labels))
    notExpressed.push({ what: `label ${label}`, why: "a schema does not know when a column becomes known" });
  if (contract.eventTime !== undefined)
    notExpressed.push({ what: "event time", why: "a schema does not know which column says when a row happened" });
  if (contract.strict !== true)
    notExpressed.push({ what: "other columns", why: "the reference reports every column that a schema does not name" });
  const labelled = Object.keys(contract.labels).length > 0;
  return { schema: { feature, ...(labelled && { default_environment: ["TRAINING", "SERVING"] }) }, notExpressed };
}
