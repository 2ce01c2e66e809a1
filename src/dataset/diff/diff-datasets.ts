import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { compareContracts } from "../../schema/house.js";
import type { Dataset } from "../dataset.js";
import { diffByKey } from "./diff-by-key.js";
import { diffByRow } from "./diff-by-row.js";
import type { DatasetDifference } from "./difference.js";

export interface DiffDatasetsOptions {
  /** The column or columns that name a row. @default none: rows are told apart by all that stands in them */
  readonly key?: string | readonly string[];
}

/**
 * What differs between two datasets: their contracts, and their rows, of which only the columns are compared that both have with one type.
 * Order does not count. Both are read batch by batch; in memory stand 64 bits for each cell of `before` with a key, for each of its rows
 * without one, and a key of some 100 bytes for each row. Rows and cells are compared by these hashes.
 *
 * @throws {InvalidArgumentError} a column of the key is not in both, is missing in a row, or a key stands twice in one dataset.
 */
export async function diffDatasets<Before, BeforeLabel extends string, After, AfterLabel extends string>(
  before: Dataset<Before, BeforeLabel>,
  after: Dataset<After, AfterLabel>,
  options: DiffDatasetsOptions = {},
): Promise<DatasetDifference> {
  checkArguments("diffDatasets", { before, after }, { before: option.dataset, after: option.dataset });
  checkOptions("diff datasets", options, { key: option.either(option.text, option.listOf(option.text)) });
  const { key } = options;
  const schema = compareContracts(before.contract, after.contract);
  const types = new Map(after.contract.columns.map(({ name, type }) => [name, type]));
  const shared = before.contract.columns.filter(({ name, type }) => types.get(name) === type).map(({ name }) => name);
  const keys = key === undefined ? [] : typeof key === "string" ? [key] : key;
  for (const name of keys)
    if (!shared.includes(name))
      throw new InvalidArgumentError(
        "diffDatasets",
        `a key of columns that both have with one type: ${shared.join(", ")}`,
        name,
      );
  const rows =
    keys.length === 0 ? await diffByRow(before, after, shared) : await diffByKey(before, after, shared, keys);
  return { before: before.version, after: after.version, schema, rows };
}
