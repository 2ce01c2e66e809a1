import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError, SourceError } from "../../core/index.js";
import type { PositionedSource, RawChunk } from "../../ports/index.js";
import { positionedSource } from "../source/positioned-source.js";
import { encodeRow, rowsFormat } from "./rows-format.js";

export interface RowsOptions {
  /** The file that remembers the committed position (a count of rows) across processes. @default remembered for as long as the process lives */
  readonly positionFile?: string;
  /** How many rows land together. @default 10000 */
  readonly chunkRows?: number;
}

/**
 * Rows that are objects already: from memory, a database cursor, a queue. They land as lines of canonical JSON; dates, NaN, bigint and
 * bytes are kept exactly. A row that has no such line (a class instance, a function in it) becomes a quarantined row. Positions count rows, so the same rows must come in the same order when they are read again.
 */
export function rowsSource(
  name: string,
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  options: RowsOptions = {},
): PositionedSource {
  if (
    typeof rows === "string" ||
    !(typeof rows === "object" && rows !== null && (Symbol.iterator in rows || Symbol.asyncIterator in rows))
  )
    throw new InvalidArgumentError("rows", "an iterable or async iterable of rows", rows);
  checkOptions("rows", options, { positionFile: option.text, chunkRows: option.count });
  const { chunkRows = 10_000 } = options;
  let consumed = false;

  /** @throws {SourceError} the rows can be iterated once only, and were. */
  function again(): Iterable<unknown> | AsyncIterable<unknown> {
    const once: unknown = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
    if (once === rows && consumed)
      throw new SourceError({
        place: `rows ${name}`,
        message:
          "Expected rows that can be iterated again, got a generator that was: give an array, or an object whose iterator begins anew",
      });
    consumed = true;
    return rows;
  }

  return positionedSource({
    name,
    format: rowsFormat,
    ...(options.positionFile !== undefined && { positionFile: options.positionFile }),
    async *chunks({ from, to }, signal) {
      const start = parsePosition(from);
      let end = to === undefined ? start + chunkRows : parsePosition(to);
      let position = 0;
      let lines: string[] = [];
      for await (const row of again()) {
        signal.throwIfAborted();
        if (position++ < start) continue;
        lines.push(`${encodeRow(row)}\n`);
        if (position < end) continue;
        yield { chunk: chunkOf(lines), to: String(position) };
        lines = [];
        end = position + chunkRows;
      }
      if (lines.length > 0) yield { chunk: chunkOf(lines), to: String(position) };
    },
  });
}

function chunkOf(lines: readonly string[]): RawChunk {
  return { bytes: new TextEncoder().encode(lines.join("")), rows: lines.length, reading: {} };
}

function parsePosition(text: string): number {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(text)) throw new InvalidArgumentError("rows", "a position that counts rows", text);
  return Number(text);
}
