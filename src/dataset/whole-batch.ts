import { checkArguments, option } from "../core/house.js";
import { type Batch, concatBatches } from "../schema/index.js";
import { emptyBatch } from "./create-dataset.js";
import type { Dataset } from "./dataset.js";

/** All rows of a dataset as one batch. */
export async function wholeBatch<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<Batch> {
  checkArguments("dataset", { dataset }, { dataset: option.dataset });
  const batches: Batch[] = [];
  for await (const batch of dataset.batches()) batches.push(batch);
  return batches.length === 0 ? emptyBatch(dataset.contract) : concatBatches(batches);
}
