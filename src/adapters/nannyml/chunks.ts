import { InvalidArgumentError } from "../../core/index.js";
import type { Rows } from "./column-values.js";

/** How rows are cut, in their order. */
export interface Chunking {
  /** Rows of a chunk. @default as many as make `number` chunks */
  readonly size?: number;
  /** How many chunks; what is left over is one more. @default 10 */
  readonly number?: number;
  /** What becomes of the last rows, when they make no whole chunk: one of their own, part of the last, or nothing. @default "keep" */
  readonly incomplete?: "keep" | "append" | "drop";
}

export interface Chunk {
  /** As NannyML writes it, e.g. `[0:99]`. */
  readonly key: string;
  readonly rows: Rows;
}

/** @throws {InvalidArgumentError} there are fewer rows than chunks. */
export function chunksOf(rows: Rows, { size, number = 10, incomplete = "keep" }: Chunking): readonly Chunk[] {
  const length = size ?? Math.floor(rows.length / number);
  if (length === 0) throw new InvalidArgumentError("nannyml", `at least ${number} rows, one a chunk`, rows.length);
  const starts = Array.from({ length: Math.floor(rows.length / length) }, (_, at) => at * length);
  const chunks = starts.map((start) => chunkOf(rows, start, start + length));
  const end = starts.length * length;
  if (end === rows.length || incomplete === "drop") return chunks;
  const last = starts.at(-1);
  return incomplete === "append" && last !== undefined
    ? [...chunks.slice(0, -1), chunkOf(rows, last, rows.length)]
    : [...chunks, chunkOf(rows, end, rows.length)];
}

function chunkOf(rows: Rows, start: number, end: number): Chunk {
  return { key: `[${start}:${end - 1}]`, rows: rows.slice(start, end) };
}
