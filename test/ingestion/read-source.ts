import type { RawSource } from "../../src/ports/index.js";
import type { ColumnData } from "../../src/schema/index.js";

export interface ReadSource {
  /** All raw bytes, concatenated. */
  readonly bytes: Buffer;
  /** Rows as objects; null for unreadable ones. */
  readonly rows: (Record<string, unknown> | null)[];
  readonly problems: string[];
  readonly chunks: number;
}

/** Reads a source as `ingest` would, without a store. */
export async function readSource(source: RawSource, signal = new AbortController().signal): Promise<ReadSource> {
  const pieces: Uint8Array[] = [];
  const rows: (Record<string, unknown> | null)[] = [];
  const problems: string[] = [];
  for await (const chunk of source.chunks(signal)) {
    pieces.push(chunk.bytes);
    const reading = JSON.parse(JSON.stringify(chunk.reading));
    let read = 0;
    for await (const batch of source.format.decode(chunk.bytes, reading)) {
      if (batch.firstRow !== read) throw new Error(`batch begins at ${batch.firstRow}, expected ${read}`);
      read += batch.length;
      const unreadable = new Map(batch.unreadable?.map((one) => [one.row, one.reason]));
      for (let row = 0; row < batch.length; row++) {
        const reason = unreadable.get(row);
        if (reason !== undefined) problems.push(reason);
        const cells = Object.entries(batch.columns).map(([name, column]) => [name, cellAt(column, row)]);
        rows.push(reason === undefined ? Object.fromEntries(cells.filter(([, value]) => value !== undefined)) : null);
      }
    }
    if (read !== chunk.rows) throw new Error(`${chunk.rows} rows told, ${read} read`);
  }
  return { bytes: Buffer.concat(pieces), rows, problems, chunks: pieces.length };
}

/** A cell as a value; undefined when it is missing. Times are dates. */
export function cellAt(column: ColumnData, row: number): unknown {
  if (column.validity !== undefined && (((column.validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) return undefined;
  if (column.type === "text") return column.dictionary[column.codes[row] ?? -1];
  if (column.type === "time") return new Date(column.values[row] ?? Number.NaN);
  return column.type === "boolean" ? column.values[row] === 1 : column.values[row];
}
