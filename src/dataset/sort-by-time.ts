import { checkArguments, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { isMissing } from "../schema/house.js";
import { type Batch, takeRows } from "../schema/index.js";
import { stableOrder } from "../stats/house.js";
import { contentOf, createDataset, type DigestedDataset, datasetOf } from "./create-dataset.js";
import type { Dataset } from "./dataset.js";
import { wholeBatch } from "./whole-batch.js";

/**
 * The rows in order of a time or number column; rows of equal time keep their order, missing and NaN come last.
 * A dataset that is in order already keeps its version and lineage.
 */
export async function sortByTime<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  column: string,
): Promise<DigestedDataset<Row, Label>> {
  const whole = await wholeBatch(dataset);
  const order = sortedRows(whole, column);
  if (order.every((row, position) => row === position))
    return datasetOf(dataset.contract, await contentOf(dataset), dataset.lineage, () => dataset.batches());
  return createDataset(dataset.contract, [takeRows(whole, order)], { ...dataset.lineage, parents: [dataset.version] });
}

/**
 * Row numbers in order of a time or number column; rows of equal time keep their order, missing and NaN come last.
 * @throws {InvalidArgumentError} there is no such column of times or numbers.
 */
export function sortedRows(batch: Batch, column: string): Uint32Array {
  checkArguments(
    "batch",
    { batch, column },
    { batch: option.having("a batch of columns", "length", "columns"), column: option.text },
  );
  const data = batch.columns[column];
  if (data === undefined || !(data.type === "time" || data.type === "number" || data.type === "integer"))
    throw new InvalidArgumentError("dataset", `a time or number column "${column}"`, data?.type);
  if (data.validity === undefined) return stableOrder(data.values.subarray(0, data.length));
  return stableOrder(
    Float64Array.from({ length: data.length }, (_, row) =>
      isMissing(data, row) ? Number.NaN : (data.values[row] as number),
    ),
  );
}
