import { canonicalJson } from "../../core/index.js";
import { isMissing } from "../../schema/house.js";
import type { Batch, ColumnData } from "../../schema/index.js";

/** 64 bits a row, as two halves. */
export interface RowHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** Hashes of a column's cells: equal cells have equal hashes, whatever the batching and the dictionary; others almost never. */
export function hashCells(column: ColumnData): RowHashes {
  const high = new Uint32Array(column.length);
  const low = new Uint32Array(column.length);
  const write = writerOf(column);
  for (let row = 0; row < column.length; row++) if (!isAbsent(column, row)) write(row, high, low);
  return { high, low };
}

/** Hashes of whole rows over these columns, in this order. */
export function hashRows(batch: Batch, columns: readonly string[]): RowHashes {
  const high = new Uint32Array(batch.length);
  const low = new Uint32Array(batch.length);
  for (const name of columns) {
    const column = batch.columns[name];
    if (column === undefined) continue;
    const cells = hashCells(column);
    for (let row = 0; row < batch.length; row++) {
      high[row] = mix((high[row] as number) ^ (cells.high[row] as number), 0x9e3779b1);
      low[row] = mix((low[row] as number) ^ (cells.low[row] as number), 0x85ebca77);
    }
  }
  return { high, low };
}

/** A hash as a key of a map. */
export function hashKey({ high, low }: RowHashes, row: number): string {
  const upper = high[row] as number;
  const lower = low[row] as number;
  return String.fromCharCode(upper >>> 16, upper & 0xffff, lower >>> 16, lower & 0xffff);
}

/** Missing cells keep the hash 0; a null in a nested column is missing too. */
function isAbsent(column: ColumnData, row: number): boolean {
  return isMissing(column, row) || (column.type === "other" && (column.values[row] ?? null) === null);
}

function writerOf(column: ColumnData): (row: number, high: Uint32Array, low: Uint32Array) => void {
  if (column.type === "text") {
    const words = column.dictionary.map(hashText);
    return (row, high, low) => {
      const word = words[column.codes[row] as number];
      if (word === undefined) return;
      high[row] = word.high;
      low[row] = word.low;
    };
  }
  if (column.type === "other")
    return (row, high, low) => {
      const text = hashText(canonicalJson(column.values[row]));
      high[row] = text.high;
      low[row] = text.low;
    };
  const bits = new Uint32Array(2);
  const value = new Float64Array(bits.buffer);
  return (row, high, low) => {
    // One NaN for all, and -0 apart from 0, as in the dataset's version.
    value[0] = column.values[row] as number;
    if (Number.isNaN(value[0])) value[0] = Number.NaN;
    const [first, second] = [bits[0] as number, bits[1] as number];
    high[row] = mix(mix(first ^ 0x3c6ef372, 0x9e3779b1) ^ second, 0xc2b2ae3d) | 1;
    low[row] = mix(mix(second ^ 0x1f83d9ab, 0x85ebca77) ^ first, 0x27d4eb2f);
  };
}

/** Two streams of multiply and rotate over the UTF-16 code units (after cyrb53). */
function hashText(text: string): { readonly high: number; readonly low: number } {
  let high = 0xdeadbeef ^ text.length;
  let low = 0x41c6ce57 ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
    high = (high << 13) | (high >>> 19);
    low = (low << 11) | (low >>> 21);
  }
  return { high: (mix(high ^ low, 0x85ebca6b) | 1) >>> 0, low: mix(low ^ high, 0xc2b2ae35) };
}

/** The finalizer of MurmurHash3, with a factor of one's own: every bit changes half of the others. */
function mix(value: number, factor: number): number {
  let bits = Math.imul(value ^ (value >>> 16), factor);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
