import { counted, fingerprint } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { ValueType } from "../../schema/house.js";
import type { Batch, ColumnData } from "../../schema/index.js";
import type { DatasetManifest } from "../dataset.js";
import { BlockBuilder, blockRows } from "./block-builder.js";

/** What a dataset's content hashes to. */
export type ContentDigest = Pick<DatasetManifest, "version" | "rows" | "columns">;

/** Hashes batches as they come; feeding the same rows in other batches gives the same digest. */
export interface DatasetDigester {
  /** @throws {InvalidArgumentError} the batch has other columns or types than those before it. */
  update(batch: Batch): Promise<void>;
  /** The digest of the rows so far; more may follow. */
  finish(): Promise<ContentDigest>;
}

interface ColumnProgress {
  readonly name: string;
  readonly type: ValueType;
  readonly blocks: string[];
  building: BlockBuilder;
}

/**
 * Digests the logical content of a dataset, independent of batching, slicing, dictionary and column order. Format `dataset@1`:
 *
 * - A column's rows are cut into blocks of 65,536; the last may hold fewer. A block's digest is sha256 over, little-endian:
 *   24 bytes `golden-pipeline/block@1`, padded with 0; 16 bytes the type's name, padded with 0; u32 rows; u32 1 if a row is missing, else 0;
 *   then the values, those of missing rows as 0 or empty text:
 *   `number`, `integer`, `time`: IEEE 754 doubles, every NaN as 0x7ff8000000000000, −0 kept; `boolean`: bytes 0 and 1;
 *   `text`: a u32 code per row, then the u32 count of words, then in order of first use within the block each word as u32 length and bytes
 *   (UTF-8; a lone surrogate as the three bytes that its code point would have);
 *   `other`: per row u32 length and UTF-8 bytes of its canonical JSON;
 *   then, only if a row is missing, one bit a row, least significant first, 1 for present, padded with 0.
 * - A column's digest is the fingerprint (sha256 of canonical JSON) of {name, type, blocks}.
 * - The version is `dataset-` and the fingerprint of {format: "dataset@1", rows, columns: column digests in order of their names by UTF-16 code units}.
 *
 * The contract is not part of it: the same rows are the same data whatever is demanded of them, and a rule that changes does not make
 * other data. Blocks are hashed on the thread pool, all columns at once, while the next block is being filled.
 *
 * @param grownFrom The digest of rows that were hashed before: its full blocks are reused, and only rows from `firstRowToFeed` on are to be fed.
 */
export function createDatasetDigester(grownFrom?: ContentDigest): DatasetDigester {
  const reusedBlocks = grownFrom === undefined ? 0 : Math.floor(grownFrom.rows / blockRows);
  let columns: ColumnProgress[] | undefined =
    grownFrom === undefined || grownFrom.columns.length === 0
      ? undefined
      : grownFrom.columns.map(({ name, type, blocks }) => begin(name, type, blocks.slice(0, reusedBlocks)));
  let fullRows = reusedBlocks * blockRows;
  let filled = 0;
  let hashing: Promise<unknown> = Promise.resolve();

  async function hashFullBlock(progress: readonly ColumnProgress[]): Promise<void> {
    await hashing;
    hashing = Promise.all(
      progress.map(async (column) => {
        const full = column.building;
        column.building = new BlockBuilder(column.type);
        column.blocks.push(await full.digest());
      }),
    );
    // Whoever waits for it is told; an unhandled rejection would end the process before.
    hashing.catch(() => undefined);
    fullRows += blockRows;
    filled = 0;
  }

  return {
    async update(batch) {
      columns ??= Object.entries(batch.columns).map(([name, { type }]) => begin(name, type, []));
      const sources = matchColumns(columns, batch);
      for (let start = 0; start < batch.length; ) {
        const end = Math.min(batch.length, start + blockRows - filled);
        columns.forEach((column, index) => {
          column.building.add(sources[index] as ColumnData, start, end);
        });
        filled += end - start;
        start = end;
        if (filled === blockRows) await hashFullBlock(columns);
      }
    },
    async finish() {
      await hashing;
      const digested = await Promise.all(
        (columns ?? []).map(async ({ name, type, blocks, building }) => {
          const all = filled === 0 ? [...blocks] : [...blocks, await building.digest()];
          return { name, type, blocks: all, digest: fingerprint({ name, type, blocks: all }) };
        }),
      );
      digested.sort((left, right) => (left.name < right.name ? -1 : 1));
      const rows = fullRows + filled;
      const content = { format: "dataset@1", rows, columns: digested.map(({ digest }) => digest) };
      return { version: `dataset-${fingerprint(content)}`, rows, columns: digested };
    },
  };
}

/** The first row that has to be fed to a digester that grows from this digest. */
export function firstRowToFeed(grownFrom: ContentDigest): number {
  return Math.floor(grownFrom.rows / blockRows) * blockRows;
}

function begin(name: string, type: ValueType, blocks: string[]): ColumnProgress {
  return { name, type, blocks, building: new BlockBuilder(type) };
}

function matchColumns(columns: readonly ColumnProgress[], batch: Batch): readonly ColumnData[] {
  const names = Object.keys(batch.columns);
  const sources = columns.map(({ name, type }) => {
    const column = batch.columns[name];
    if (column?.type !== type || column.length !== batch.length)
      throw new InvalidArgumentError(
        "dataset",
        `a ${type} column "${name}" of ${counted(batch.length, "row")} in every batch`,
        names,
        column === undefined ? names.join(", ") : `${counted(column.length, "row")} of ${column.type}`,
      );
    return column;
  });
  if (names.length > columns.length)
    throw new InvalidArgumentError(
      "dataset",
      `the columns ${columns.map(({ name }) => name).join(", ")} in every batch`,
      names,
      names.join(", "),
    );
  return sources;
}
