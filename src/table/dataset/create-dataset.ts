import type { Batch, Contract, Dataset, DatasetLineage } from "../../data/index.js";
import { type ContentDigest, createDatasetDigester } from "./dataset-digester.js";

/** A dataset whose content digest is known in full, so that it can grow and be stored without hashing again. */
export interface DigestedDataset<Row, Label extends string = never> extends Dataset<Row, Label> {
  readonly content: ContentDigest;
}

export const noLineage: DatasetLineage = { raw: [], parents: [], labels: [], quarantined: { rows: 0, reasons: {} } };

/**
 * Makes a dataset of trusted batches held in memory; its version is the digest of its content.
 * Validation is how untrusted rows get here: call this only with rows that fit the contract.
 */
export async function createDataset<Row, Label extends string>(
  contract: Contract<Row, Label>,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  lineage: DatasetLineage = noLineage,
): Promise<DigestedDataset<Row, Label>> {
  const digester = createDatasetDigester();
  const kept: Batch[] = [];
  for await (const batch of batches) {
    if (batch.length === 0 && kept.length > 0) continue;
    await digester.update(batch);
    kept.push(batch);
  }
  return datasetOf(contract, await digester.finish(), lineage, () => kept);
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
  if ("content" in dataset) return (dataset as DigestedDataset<Row, Label>).content;
  const digester = createDatasetDigester();
  for await (const batch of dataset.batches()) await digester.update(batch);
  return digester.finish();
}
