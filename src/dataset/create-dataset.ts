import { checkArguments, option } from "../core/house.js";
import { type Batch, batchFromRows, type Contract } from "../schema/index.js";
import type { Dataset, DatasetLineage } from "./dataset.js";
import { type ContentDigest, createDatasetDigester } from "./digest/dataset-digester.js";

/** A dataset whose content digest is known in full, so that it can grow and be stored without hashing again. */
export interface DigestedDataset<Row, Label extends string = never> extends Dataset<Row, Label> {
  readonly content: ContentDigest;
}

export const noLineage: DatasetLineage = { raw: [], parents: [], labels: [], quarantined: { rows: 0, reasons: {} } };

/**
 * Makes a dataset of trusted batches held in memory; its version is the digest of its content.
 * Validation is how untrusted rows get here: call this only with rows that fit the contract, and do not write to the batches afterwards.
 *
 * @param lineage What the rows were made from. @default noLineage
 * @throws {InvalidArgumentError} the batches' columns or types differ.
 */
export async function createDataset<Row, Label extends string>(
  contract: Contract<Row, Label>,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  lineage: DatasetLineage = noLineage,
): Promise<DigestedDataset<Row, Label>> {
  checkArguments(
    "dataset",
    { contract, batches },
    {
      contract: option.contract,
      batches: option.either(option.rows, option.having("batches that come one by one", Symbol.asyncIterator)),
    },
  );
  const digester = createDatasetDigester();
  const kept: Batch[] = [];
  for await (const batch of batches) {
    await digester.update(batch);
    if (batch.length > 0 || kept.length === 0) kept.push(batch);
  }
  if (kept.length === 0) {
    kept.push(emptyBatch(contract));
    await digester.update(emptyBatch(contract));
  }
  return datasetOf(contract, await digester.finish(), lineage, () => kept);
}

/** No rows under a contract's columns. */
export function emptyBatch<Row, Label extends string>(contract: Contract<Row, Label>): Batch {
  return batchFromRows(contract.columns, []);
}

/** A handle over batches whose digest is already known. */
export function datasetOf<Row, Label extends string>(
  contract: Contract<Row, Label>,
  content: ContentDigest,
  lineage: DatasetLineage,
  read: () => Iterable<Batch> | AsyncIterable<Batch>,
): DigestedDataset<Row, Label> {
  return {
    kind: "dataset",
    contract,
    version: content.version,
    rows: content.rows,
    lineage,
    content,
    async *batches() {
      yield* read();
    },
  };
}

/** The content digest of any dataset, computed when the handle does not carry it. */
export async function contentOf<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<ContentDigest> {
  if (isDigested(dataset)) return dataset.content;
  const digester = createDatasetDigester();
  for await (const batch of dataset.batches()) await digester.update(batch);
  return digester.finish();
}

function isDigested<Row, Label extends string>(dataset: Dataset<Row, Label>): dataset is DigestedDataset<Row, Label> {
  return "content" in dataset;
}
