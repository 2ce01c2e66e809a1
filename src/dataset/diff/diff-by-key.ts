import { InvalidArgumentError } from "../../core/index.js";
import { isMissing, valueAt } from "../../schema/house.js";
import type { Batch } from "../../schema/index.js";
import type { Dataset } from "../dataset.js";
import type { KeyedDifference } from "./difference.js";
import { hashCells, hashKey, hashRows, type RowHashes } from "./hash-cells.js";

type Rows = Pick<Dataset<unknown>, "batches">;

/** Cells of one dataset by column, batch by batch, and where each key stands. */
interface Indexed {
  readonly cells: readonly (readonly RowHashes[])[];
  readonly places: Map<string, { readonly batch: number; readonly row: number }>;
}

const mostExamples = 10;

export async function diffByKey(
  before: Rows,
  after: Rows,
  shared: readonly string[],
  by: readonly string[],
): Promise<KeyedDifference> {
  const columns = shared.filter((name) => !by.includes(name));
  const { cells, places } = await index(before, columns, by);
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const examples = {
    added: [] as object[],
    removed: [] as object[],
    changed: [] as { key: object; columns: string[] }[],
  };
  let added = 0;
  let changed = 0;
  for await (const batch of after.batches()) {
    const keys = keysOf(batch, by, "after");
    const own = columns.map((name) => cellsOf(batch, name));
    for (const [row, key] of keys.entries()) {
      if (seen.has(key)) throw twice(batch, by, row, "after");
      seen.add(key);
      const place = places.get(key);
      if (place === undefined) {
        added++;
        if (examples.added.length < mostExamples) examples.added.push(keyAt(batch, by, row));
        continue;
      }
      const differing = columns.filter((_, column) => {
        const was = cells[place.batch]?.[column];
        const is = own[column];
        return was?.high[place.row] !== is?.high[row] || was?.low[place.row] !== is?.low[row];
      });
      if (differing.length === 0) continue;
      changed++;
      for (const name of differing) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (examples.changed.length < mostExamples)
        examples.changed.push({ key: keyAt(batch, by, row), columns: differing });
    }
  }
  const kept = seen.size - added;
  const removed = places.size - kept;
  if (removed > 0) examples.removed.push(...(await firstMissing(before, by, seen)));
  return { by, added, removed, changed, unchanged: kept - changed, columns: Object.fromEntries(counts), examples };
}

async function index(dataset: Rows, columns: readonly string[], by: readonly string[]): Promise<Indexed> {
  const cells: RowHashes[][] = [];
  const places: Indexed["places"] = new Map();
  for await (const batch of dataset.batches()) {
    for (const [row, key] of keysOf(batch, by, "before").entries()) {
      if (places.has(key)) throw twice(batch, by, row, "before");
      places.set(key, { batch: cells.length, row });
    }
    cells.push(columns.map((name) => cellsOf(batch, name)));
  }
  return { cells, places };
}

async function firstMissing(dataset: Rows, by: readonly string[], seen: ReadonlySet<string>): Promise<object[]> {
  const found: object[] = [];
  for await (const batch of dataset.batches())
    for (const [row, key] of keysOf(batch, by, "before").entries()) {
      if (!seen.has(key)) found.push(keyAt(batch, by, row));
      if (found.length === mostExamples) return found;
    }
  return found;
}

function cellsOf(batch: Batch, name: string): RowHashes {
  const column = batch.columns[name];
  return column === undefined
    ? { high: new Uint32Array(batch.length), low: new Uint32Array(batch.length) }
    : hashCells(column);
}

function keysOf(batch: Batch, by: readonly string[], which: string): readonly string[] {
  for (const name of by) {
    const column = batch.columns[name];
    for (let row = 0; row < batch.length; row++)
      if (column === undefined || isMissing(column, row))
        throw new InvalidArgumentError(
          "diffDatasets",
          `\`key\` column ${name} in every row of \`${which}\``,
          undefined,
          column === undefined ? `only ${Object.keys(batch.columns).join(", ")}` : `none in row ${row}`,
        );
  }
  const hashes = hashRows(batch, by);
  return Array.from({ length: batch.length }, (_, row) => hashKey(hashes, row));
}

function keyAt(batch: Batch, by: readonly string[], row: number): object {
  return Object.fromEntries(
    by.map((name) => {
      const column = batch.columns[name];
      return [name, column === undefined ? null : valueAt(column, row)];
    }),
  );
}

function twice(batch: Batch, by: readonly string[], row: number, which: string): InvalidArgumentError {
  const key = Object.values(keyAt(batch, by, row))
    .map(String)
    .join(", ");
  return new InvalidArgumentError(
    "diffDatasets",
    `\`key\` ${by.join(", ")} to name one row each in \`${which}\``,
    key,
    `several rows of ${key}`,
  );
}
