import { checkArguments, checkOptions, counted, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { sliceBatch } from "../schema/house.js";
import { type Batch, takeRows } from "../schema/index.js";
import { contentOf, createDataset, type DigestedDataset, datasetOf } from "./create-dataset.js";
import type { Dataset } from "./dataset.js";
import { blockRows } from "./digest/block-builder.js";
import { type ContentDigest, createDatasetDigester, firstRowToFeed } from "./digest/dataset-digester.js";
import { wholeBatch } from "./whole-batch.js";

/** Rows from `from` (default 0) up to but not including `to` (default the end). */
export interface RowRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * Some rows of a dataset, as a dataset of their own that names its parent. A range shares the parent's cells and, where it begins on a
 * block, its digests; indices copy the rows in their order, and may repeat.
 *
 * @throws {InvalidArgumentError} a row is not in the dataset.
 */
export async function selectRows<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  selection: RowRange | ArrayLike<number>,
): Promise<DigestedDataset<Row, Label>> {
  checkArguments(
    "dataset",
    { dataset, selection },
    {
      dataset: option.dataset,
      selection: option.either(option.numbers, option.noun),
    },
  );
  const lineage = { ...dataset.lineage, parents: [dataset.version] };
  if ("length" in selection) {
    checkIndices(selection, dataset.rows);
    const taken = isAscending(selection)
      ? takeAscending(dataset, selection)
      : [takeRows(await wholeBatch(dataset), selection)];
    return createDataset(dataset.contract, taken, lineage);
  }
  checkOptions("dataset", selection, {
    from: option.wholeNumber({ minimum: 0 }),
    to: option.wholeNumber({ minimum: 0 }),
  });
  const { from = 0, to = dataset.rows } = selection;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= dataset.rows))
    throw new InvalidArgumentError(
      "dataset",
      `a range within 0 to ${counted(dataset.rows, "row")}`,
      from,
      `${from} to ${to}`,
    );
  const read = (): AsyncGenerator<Batch> => readRange(dataset, from, to);
  return datasetOf(dataset.contract, await digestRange(dataset, from, to), lineage, read);
}

async function digestRange<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  from: number,
  to: number,
): Promise<ContentDigest> {
  const known = from % blockRows === 0 ? reusable(await contentOf(dataset), from, to) : undefined;
  const digester = createDatasetDigester(known);
  const first = from + (known === undefined ? 0 : firstRowToFeed(known));
  for await (const batch of readRange(dataset, first, to)) await digester.update(batch);
  return digester.finish();
}

/** The digests of the full blocks within a range. */
function reusable(content: ContentDigest, from: number, to: number): ContentDigest {
  const blocks = Math.floor((to - from) / blockRows);
  const first = from / blockRows;
  return {
    version: content.version,
    rows: blocks * blockRows,
    columns: content.columns.map((column) => ({ ...column, blocks: column.blocks.slice(first, first + blocks) })),
  };
}

/** The rows of a range, read lazily; an empty range still gives its columns. */
export async function* readRange<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  from: number,
  to: number,
): AsyncGenerator<Batch> {
  let first = 0;
  let empty: Batch | undefined;
  for await (const batch of dataset.batches()) {
    const start = Math.max(from - first, 0);
    const end = Math.min(to - first, batch.length);
    if (start < end) {
      empty = undefined;
      yield sliceBatch(batch, start, end);
    } else if (from === to) empty ??= sliceBatch(batch, 0, 0);
    first += batch.length;
    if (first >= to) break;
  }
  if (empty !== undefined) yield empty;
}

async function* takeAscending<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  indices: ArrayLike<number>,
): AsyncGenerator<Batch> {
  let first = 0;
  let next = 0;
  for await (const batch of dataset.batches()) {
    const wanted: number[] = [];
    for (; next < indices.length && (indices[next] as number) < first + batch.length; next++)
      wanted.push((indices[next] as number) - first);
    yield takeRows(batch, wanted);
    first += batch.length;
  }
}

function isAscending(indices: ArrayLike<number>): boolean {
  for (let index = 1; index < indices.length; index++)
    if ((indices[index] as number) < (indices[index - 1] as number)) return false;
  return true;
}

function checkIndices(indices: ArrayLike<number>, rows: number): void {
  for (let index = 0; index < indices.length; index++) {
    const row = indices[index] as number;
    if (!(Number.isInteger(row) && row >= 0 && row < rows))
      throw new InvalidArgumentError("dataset", `row numbers from 0 to ${rows - 1}`, row);
  }
}
