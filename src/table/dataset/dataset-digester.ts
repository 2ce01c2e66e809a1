import { fingerprint, InvalidArgumentError } from "../../core/index.js";
import { type Batch, concatBatches, type DatasetManifest, sliceBatch, type ValueType } from "../../data/index.js";
import { blockBytes, blockRows } from "./block-bytes.js";

/** What a dataset's content hashes to. */
export type ContentDigest = Pick<DatasetManifest, "version" | "rows" | "columns">;

/** Hashes batches as they come; feeding the same rows in other batches gives the same digest. */
export interface DatasetDigester {
  update(batch: Batch): Promise<void>;
  finish(): Promise<ContentDigest>;
}

interface ColumnProgress {
  readonly name: string;
  readonly type: ValueType;
  readonly blocks: string[];
}

/**
 * Digests the logical content of a dataset: per column the digests of its blocks of 65,536 rows (see `blockBytes`), over these the
 * column digest sha256 of {name, type, blocks}, and over the columns in order of their names the version `dataset-<sha256 of {format, rows, columns}>`.
 * The contract is not part of it: the same rows are the same data whatever is demanded of them.
 * Blocks are hashed on the thread pool, all columns at once.
 *
 * @param grownFrom The digest of rows that were already hashed: its full blocks are reused, and only rows after them are to be fed.
 */
export function createDatasetDigester(grownFrom?: ContentDigest): DatasetDigester {
  const reusedBlocks = grownFrom === undefined ? 0 : Math.floor(grownFrom.rows / blockRows);
  let columns: ColumnProgress[] | undefined = grownFrom?.columns.map(({ name, type, blocks }) => ({
    name,
    type,
    blocks: blocks.slice(0, reusedBlocks),
  }));
  let rows = reusedBlocks * blockRows;
  let pending: Batch[] = [];
  let pendingRows = 0;

  async function hashBlock(block: Batch): Promise<void> {
    const progress = columns ?? [];
    const digests = await Promise.all(progress.map(({ name }) => sha256(blockBytes(columnNamed(block, name)))));
    progress.forEach((column, index) => {
      column.blocks.push(digests[index] as string);
    });
    rows += block.length;
  }

  return {
    async update(batch) {
      columns ??= Object.entries(batch.columns).map(([name, { type }]) => ({ name, type, blocks: [] }));
      for (const { name, type } of columns) checkType(name, type, columnNamed(batch, name).type);
      pending.push(batch);
      pendingRows += batch.length;
      if (pendingRows < blockRows) return;
      const all = concatBatches(pending);
      let start = 0;
      for (; start + blockRows <= all.length; start += blockRows)
        await hashBlock(sliceBatch(all, start, start + blockRows));
      pending = start === all.length ? [] : [sliceBatch(all, start, all.length)];
      pendingRows = all.length - start;
    },
    async finish() {
      const rest = concatBatches(pending);
      if (rest.length > 0) await hashBlock(rest);
      pending = [];
      const digested = (columns ?? [])
        .map((column) => ({ ...column, digest: fingerprint(column) }))
        .sort((left, right) => (left.name < right.name ? -1 : 1));
      const content = { format: "dataset@1", rows, columns: digested.map(({ digest }) => digest) };
      return { version: `dataset-${fingerprint(content)}`, rows, columns: digested };
    },
  };
}

/** The first row that has to be fed to a digester that grows from this digest. */
export function firstRowToFeed(grownFrom: ContentDigest): number {
  return Math.floor(grownFrom.rows / blockRows) * blockRows;
}

function columnNamed(batch: Batch, name: string) {
  const column = batch.columns[name];
  if (column === undefined)
    throw new InvalidArgumentError(
      "dataset",
      `a column "${name}" in every batch`,
      Object.keys(batch.columns).join(", "),
    );
  return column;
}

function checkType(name: string, expected: ValueType, got: ValueType): void {
  if (expected !== got)
    throw new InvalidArgumentError("dataset", `column "${name}" to be ${expected} in every batch`, got);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}
