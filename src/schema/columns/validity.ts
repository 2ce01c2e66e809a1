import type { ColumnData } from "./column.js";

/** True where a column lacks a value. */
export function isMissing(column: ColumnData, row: number): boolean {
  const { validity } = column;
  return validity !== undefined && ((validity[row >> 3] as number) & (1 << (row & 7))) === 0;
}

/** A validity bitmap from a test of each row; undefined when nothing is missing. */
export function buildValidity(length: number, present: (row: number) => boolean): Uint8Array | undefined {
  const bits = new Uint8Array((length + 7) >> 3);
  let missing = false;
  for (let row = 0; row < length; row++) {
    if (present(row)) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
    else missing = true;
  }
  return missing ? bits : undefined;
}

/** Rows [start, end) of a bitmap, moved so that row `start` is bit 0; undefined when all of them are present. */
export function sliceValidity(validity: Uint8Array | undefined, start: number, end: number): Uint8Array | undefined {
  if (validity === undefined) return undefined;
  const bits = new Uint8Array((end - start + 7) >> 3);
  let missing = false;
  for (let row = start, at = 0; row < end; row++, at++) {
    if (((validity[row >> 3] as number) & (1 << (row & 7))) === 0) missing = true;
    else bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
  }
  return missing ? bits : undefined;
}

/** How many rows are missing. */
export function countMissing(column: ColumnData): number {
  let missing = 0;
  if (column.validity !== undefined)
    for (let row = 0; row < column.length; row++) if (isMissing(column, row)) missing++;
  return missing;
}
