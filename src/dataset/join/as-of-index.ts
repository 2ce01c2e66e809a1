import type { ColumnData } from "../../schema/index.js";
import { stableOrder } from "../../stats/house.js";
import { createKeyCoder } from "./key-coder.js";

/** Rows by their keys and moments. */
export interface KeyedRows {
  /** Columns of equal length and, side by side, of the types that the other side's have. */
  readonly keys: readonly ColumnData[];
  /** Milliseconds since 1970; NaN where a row has none. */
  readonly times: Float64Array;
}

export interface PastRows extends KeyedRows {
  /** When each row became known; a row without is never found. @default its time */
  readonly knownTimes?: Float64Array;
  /** Of rows of one time the one with the greatest is found, and among equals the last one; NaN is less than any. @default `knownTimes` */
  readonly ties?: Float64Array;
}

/**
 * Finds, for each of some rows, the newest past row of the same key that had happened and was known at the row's moment: both may be that moment itself. One that is older than
 * `maximumAgeMilliseconds` is not found, nor one older than it in its place. The answer has a row number for each row, −1 for none: no row is lost, none doubled.
 *
 * A past row can be found from the later of its time and its known time on. In order of that moment, the newest so far is a running maximum: each row is one search by halving,
 * also where years were filled in afterwards.
 */
export function asOfIndex(
  past: PastRows,
  maximumAgeMilliseconds = Number.POSITIVE_INFINITY,
): (rows: KeyedRows) => Int32Array {
  const { times, knownTimes = times, ties = knownTimes } = past;
  const coder = createKeyCoder(past.keys.length);
  const codes = coder.add(past.keys);
  const moments = times.map((time, row) => Math.max(time, knownTimes[row] as number));
  const { starts, order } = groupByKey(codes, stableOrder(moments), moments, coder.size);
  const from = Float64Array.from(order, (row) => moments[row] as number);
  const newest = Int32Array.from(order);
  for (let key = 0; key < coder.size; key++)
    for (let at = (starts[key] as number) + 1; at < (starts[key + 1] as number); at++) {
      const [before, row] = [newest[at - 1] as number, newest[at] as number];
      if (!isNewer(times, ties, row, before)) newest[at] = before;
    }
  return (rows) => {
    const keys = coder.find(rows.keys);
    return keys.map((key, row) => {
      const time = rows.times[row] as number;
      if (key < 0 || Number.isNaN(time)) return -1;
      const at = lastNotAfter(from, time, starts[key] as number, starts[key + 1] as number);
      const found = at < 0 ? -1 : (newest[at] as number);
      return found >= 0 && time - (times[found] as number) <= maximumAgeMilliseconds ? found : -1;
    });
  };
}

/** Rows of key k stand, in their order, at [starts[k], starts[k + 1]); those without a key or a moment nowhere. */
function groupByKey(
  codes: Int32Array,
  sorted: Uint32Array,
  moments: Float64Array,
  keys: number,
): { readonly starts: Uint32Array; readonly order: Uint32Array } {
  const rows = sorted.filter((row) => (codes[row] as number) >= 0 && !Number.isNaN(moments[row]));
  const starts = new Uint32Array(keys + 1);
  for (const row of rows) {
    const after = (codes[row] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let key = 0; key < keys; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const order = new Uint32Array(rows.length);
  for (const row of rows) {
    const key = codes[row] as number;
    const at = next[key] as number;
    order[at] = row;
    next[key] = at + 1;
  }
  return { starts, order };
}

function isNewer(times: Float64Array, ties: Float64Array, row: number, before: number): boolean {
  const [time, other] = [times[row] as number, times[before] as number];
  if (time !== other) return time > other;
  const [tie, otherTie] = [ties[row] as number, ties[before] as number];
  return Number.isNaN(otherTie) || tie >= otherTie;
}

/** The last position in [low, high) whose moment is not after `time`; −1 when there is none. */
function lastNotAfter(moments: Float64Array, time: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((moments[middle] as number) <= time) from = middle + 1;
    else to = middle;
  }
  return from === low ? -1 : from - 1;
}
