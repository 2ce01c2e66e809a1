import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { InvalidArgumentError } from "../../core/index.js";
import type { RawSource } from "../source/raw-source.js";
import { SourceError } from "../source/source-error.js";
import { loadHyparquet } from "./load-hyparquet.js";
import { parquetFormat } from "./parquet-format.js";

export interface ParquetOptions {
  /** Stands in lineage. @default the file's name, otherwise `parquet` */
  readonly name?: string;
  /** @default all columns */
  readonly columns?: readonly string[];
  /** Only the file's rows [from, to). The whole file lands nevertheless. @default all rows */
  readonly rows?: { readonly from?: number; readonly to?: number };
}

/**
 * A Parquet file, read by the optional peers `hyparquet` and `hyparquet-compressors`. The file lands as one blob, so it must fit in
 * memory once; its cells are decoded row group by row group.
 * @param input A path or the file's bytes.
 */
export function parquetSource(input: string | URL | Uint8Array, options: ParquetOptions = {}): RawSource {
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = options.rows ?? {};
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from)
    throw new InvalidArgumentError("parquet", "`rows` to be a range of whole numbers, 0 <= from <= to", options.rows);
  const name = options.name ?? (input instanceof Uint8Array ? "parquet" : basename(String(input)));
  return {
    kind: "raw-source",
    name,
    format: parquetFormat,
    async *chunks(signal) {
      const bytes = input instanceof Uint8Array ? input : await readFile(input, { signal });
      const total = await countRows(bytes);
      const rows = { from: Math.min(from, total), to: Math.min(to, total) };
      yield { bytes, rows: rows.to - rows.from, reading: { columns: options.columns ?? null, rows } };
    },
  };
}

async function countRows(bytes: Uint8Array): Promise<number> {
  const { hyparquet } = await loadHyparquet();
  try {
    return Number(hyparquet.parquetMetadata(new Uint8Array(bytes).buffer).num_rows);
  } catch (cause) {
    const message = `Expected a Parquet file, got bytes without a readable footer (${cause instanceof Error ? cause.message : cause})`;
    throw new SourceError({ place: "parquet", message, cause });
  }
}
