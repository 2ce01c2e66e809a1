import type { NumberColumnData, TimeColumnData } from "../../schema/house.js";
import { isMissing } from "../../schema/house.js";

/** Copies rows [start, end) so that equal rows have equal bits: missing rows 0, every NaN 0x7ff8000000000000, −0 kept. */
export function copyNumbers(
  column: NumberColumnData | TimeColumnData,
  start: number,
  end: number,
  target: Float64Array<ArrayBuffer>,
  at: number,
): void {
  target.set(column.values.subarray(start, end), at);
  const halves = new Uint32Array(target.buffer, target.byteOffset, 2 * target.length);
  const stop = at + end - start;
  for (let index = at; index < stop; index++)
    if (Number.isNaN(target[index])) {
      halves[2 * index + low] = 0;
      halves[2 * index + 1 - low] = 0x7ff80000;
    }
  if (column.validity === undefined) return;
  for (let row = start; row < end; row++) if (isMissing(column, row)) target[at + row - start] = 0;
}

// Which half of a double comes first in this machine's memory.
const low = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
