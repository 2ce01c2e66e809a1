import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, SourceError } from "../../core/index.js";
import type { PositionedSource } from "../../ports/index.js";
import { positionedSource } from "../source/positioned-source.js";
import { unreadable } from "../source/unreadable.js";
import { loadHyparquet } from "./load-hyparquet.js";
import { parquetFormat } from "./parquet-format.js";

export interface ParquetOptions {
  /** Stands in lineage. @default the file's name, otherwise `parquet` */
  readonly name?: string;
  /** The file that remembers across processes that the file was consumed. @default remembered for as long as the process lives */
  readonly positionFile?: string;
  /** @default all columns */
  readonly columns?: readonly string[];
  /** Only the file's rows [from, to). The whole file lands nevertheless. @default all rows */
  readonly rows?: { readonly from?: number; readonly to?: number };
}

const rules: OptionRules<ParquetOptions> = {
  name: option.text,
  positionFile: option.text,
  columns: option.listOf(option.text),
  rows: option.object<NonNullable<ParquetOptions["rows"]>>({
    from: option.wholeNumber({ minimum: 0 }),
    to: option.wholeNumber({ minimum: 0 }),
  }),
};

/**
 * A Parquet file, read by the optional peers `hyparquet` and `hyparquet-compressors`. The file lands as one blob, so it must fit in
 * memory once and is one batch; its cells are decoded row group by row group.
 * @param input A path or the file's bytes.
 */
export function parquetSource(input: string | URL | Uint8Array, options: ParquetOptions = {}): PositionedSource {
  checkOptions("parquet", options, rules);
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = options.rows ?? {};
  if (to < from) throw new InvalidArgumentError("parquet", "`rows` to be a range, from <= to", options.rows);
  const name = options.name ?? (input instanceof Uint8Array ? "parquet" : basename(String(input)));
  return positionedSource({
    name,
    format: parquetFormat,
    ...(options.positionFile !== undefined && { positionFile: options.positionFile }),
    async *chunks({ from: position }, signal) {
      const bytes =
        input instanceof Uint8Array ? input : await readFile(input, { signal }).catch(unreadable("parquet", input));
      const end = String(bytes.length);
      // An empty file is no file that was read to its end: it has no footer.
      if (position === end && bytes.length > 0) return;
      if (position !== "0")
        throw new InvalidArgumentError("parquet", `position 0 or ${end}, as the file is one batch`, position);
      const total = await countRows(input instanceof Uint8Array ? "the bytes" : JSON.stringify(String(input)), bytes);
      const rows = { from: Math.min(from, total), to: Math.min(to, total) };
      yield {
        chunk: { bytes, rows: rows.to - rows.from, reading: { columns: options.columns ?? null, rows } },
        to: end,
      };
    },
  });
}

async function countRows(what: string, bytes: Uint8Array): Promise<number> {
  const { hyparquet } = await loadHyparquet();
  try {
    return Number(hyparquet.parquetMetadata(new Uint8Array(bytes).buffer).num_rows);
  } catch (cause) {
    const message = `Expected ${what} to be a whole Parquet file, got bytes without a readable footer (${cause instanceof Error ? cause.message : cause}). Check that it is one and was fetched to its end`;
    throw new SourceError({ place: "parquet", message, cause });
  }
}
