import { InvalidArgumentError } from "../../core/index.js";
import {
  type Batch,
  concatBatches,
  type Dataset,
  type DatasetLineage,
  sliceBatch,
  takeRows,
} from "../../data/index.js";
import { contentOf, createDataset, type DigestedDataset, datasetOf } from "./create-dataset.js";
import { createDatasetDigester, firstRowToFeed } from "./dataset-digester.js";

/** All rows of a dataset as one batch. */
export async function wholeBatch<Row, Label extends string>(dataset: Dataset<Row, Label>): Promise<Batch> {
  const batches: Batch[] = [];
  for await (const batch of dataset.batches()) batches.push(batch);
  return concatBatches(batches);
}

/** The rows at these indices, in their order, as a dataset of their own that names its parent. */
export async function selectRows<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  indices: ArrayLike<number>,
): Promise<DigestedDataset<Row, Label>> {
  const selected = takeRows(await wholeBatch(dataset), indices);
  return createDataset(dataset.contract, [selected], { ...dataset.lineage, parents: [dataset.version] });
}

/** Row numbers in order of a time or number column; rows of equal time keep their order, missing ones come last. */
export function sortedRows(batch: Batch, column: string): Uint32Array {
  const data = batch.columns[column];
  if (data === undefined || !(data.type === "time" || data.type === "number" || data.type === "integer"))
    throw new InvalidArgumentError("dataset", `a time or number column "${column}"`, data?.type);
  const { values, validity } = data;
  const key =
    validity === undefined
      ? values
      : values.map((value, row) =>
          (validity[row >> 3] as number) & (1 << (row & 7)) ? value : Number.POSITIVE_INFINITY,
        );
  return Uint32Array.from({ length: batch.length }, (_, row) => row).sort(
    (left, right) => (key[left] as number) - (key[right] as number) || left - right,
  );
}

/**
 * A dataset grown by more rows. Its version is that of all rows in this order; the blocks that the first dataset filled are not hashed again.
 * @throws {InvalidArgumentError} the two are under different contracts.
 */
export async function appendDataset<Row, Label extends string>(
  base: Dataset<Row, Label>,
  more: Dataset<Row, Label>,
): Promise<DigestedDataset<Row, Label>> {
  if (base.contract.fingerprint !== more.contract.fingerprint)
    throw new InvalidArgumentError(
      "dataset",
      `rows under contract ${base.contract.name} ${base.contract.fingerprint}`,
      more.contract.fingerprint,
    );
  const grownFrom = await contentOf(base);
  const digester = createDatasetDigester(grownFrom);
  const first = firstRowToFeed(grownFrom);
  const all: Batch[] = [];
  let row = 0;
  for await (const batch of base.batches()) {
    if (row + batch.length > first) await digester.update(sliceBatch(batch, Math.max(first - row, 0), batch.length));
    row += batch.length;
    all.push(batch);
  }
  for await (const batch of more.batches()) {
    await digester.update(batch);
    all.push(batch);
  }
  return datasetOf(base.contract, await digester.finish(), mergeLineage(base, more), () => all);
}

function mergeLineage(
  base: Dataset<never, never> | Dataset<unknown, string>,
  more: Dataset<never, never> | Dataset<unknown, string>,
): DatasetLineage {
  const reasons: Record<string, number> = {};
  for (const { quarantined } of [base.lineage, more.lineage])
    for (const [reason, rows] of Object.entries(quarantined.reasons)) reasons[reason] = (reasons[reason] ?? 0) + rows;
  const log = more.lineage.quarantined.log ?? base.lineage.quarantined.log;
  return {
    raw: [...base.lineage.raw, ...more.lineage.raw],
    parents: [base.version, more.version],
    labels: [...base.lineage.labels, ...more.lineage.labels],
    quarantined: {
      rows: base.lineage.quarantined.rows + more.lineage.quarantined.rows,
      reasons,
      ...(log !== undefined && { log }),
    },
  };
}
