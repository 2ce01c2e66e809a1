import { checkArguments, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { compareContracts, describeDifference, sliceBatch } from "../schema/house.js";
import type { Batch } from "../schema/index.js";
import { contentOf, type DigestedDataset, datasetOf } from "./create-dataset.js";
import type { Dataset } from "./dataset.js";
import { createDatasetDigester, firstRowToFeed } from "./digest/dataset-digester.js";
import { mergeLineage } from "./merge-lineage.js";

/**
 * A dataset grown by more rows. Its version is that of all rows in this order; the blocks that the first dataset filled are not hashed again,
 * and the cells of both are shared, read when they are asked for.
 * @throws {InvalidArgumentError} the two are under different contracts.
 */
export async function appendDataset<Row, Label extends string>(
  base: Dataset<Row, Label>,
  more: Dataset<Row, Label>,
): Promise<DigestedDataset<Row, Label>> {
  checkArguments("dataset", { base, more }, { base: option.dataset, more: option.dataset });
  return concatDatasets([base, more]);
}

/**
 * Datasets of one contract, one after the other. The parents of the new one are all of them.
 * @throws {InvalidArgumentError} there is none, or they are under different contracts.
 */
export async function concatDatasets<Row, Label extends string>(
  datasets: readonly Dataset<Row, Label>[],
): Promise<DigestedDataset<Row, Label>> {
  const [base, ...others] = datasets;
  if (base === undefined) throw new InvalidArgumentError("dataset", "at least one dataset", datasets);
  const { contract } = base;
  for (const other of others)
    if (other.contract.fingerprint !== contract.fingerprint)
      throw new InvalidArgumentError(
        "dataset",
        `rows under contract ${contract.name} as it is`,
        other.contract.name,
        other.contract.name === contract.name
          ? compareContracts(contract, other.contract).map(describeDifference).join("; ")
          : other.contract.name,
      );
  const grownFrom = await contentOf(base);
  const digester = createDatasetDigester(grownFrom);
  const first = firstRowToFeed(grownFrom);
  let row = 0;
  if (first < base.rows || base.rows === 0)
    for await (const batch of base.batches()) {
      const start = Math.min(Math.max(first - row, 0), batch.length);
      if (start < batch.length || batch.length === 0) await digester.update(sliceBatch(batch, start, batch.length));
      row += batch.length;
    }
  for (const other of others) for await (const batch of other.batches()) await digester.update(batch);
  return datasetOf(contract, await digester.finish(), mergeLineage(datasets), () => readAll(datasets));
}

async function* readAll<Row, Label extends string>(datasets: readonly Dataset<Row, Label>[]): AsyncGenerator<Batch> {
  for (const dataset of datasets) yield* dataset.batches();
}
