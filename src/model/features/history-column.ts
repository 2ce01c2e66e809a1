import type { HistoryNode } from "../../schema/house.js";
import { isMissing, numericColumn } from "../../schema/house.js";
import type { Batch, ColumnData } from "../../schema/index.js";
import { aggregateWindow, finishSum } from "./aggregate-window.js";
import { keyColumn, orderPast } from "./keyed-past.js";

/**
 * The value of a history for every row at once, as if each had been asked at its own event time: the same bits that
 * recording all past rows in a memory history and reading it row by row gives.
 * @param past The rows that the history looks at; usually the rows themselves and those before them.
 */
export function historyColumn(node: HistoryNode, rows: Batch, past: Batch, eventTime: string): ColumnData {
  const { keyOf, starts, times, values } = orderPast(node, past);
  const { aggregate } = node;
  const summed = aggregate === "mean" || aggregate === "sum";
  const sums = summed ? runningSums(values, starts) : undefined;
  const keys = keyColumn(node, rows);
  const tracks = Int32Array.from(keys.words, (word) => keyOf.get(word) ?? -1);
  const asked = rows.columns[eventTime];
  const window = node.windowMinutes * 60_000;
  const result = new Float64Array(rows.length);
  const present = new Uint8Array((rows.length + 7) >> 3);
  let missing = false;
  // Rows mostly come in order of time, so each search begins where the last one of its key ended.
  const [firsts, lasts] = [starts.slice(), starts.slice()];
  for (let row = 0; row < rows.length; row++) {
    const code = keys.codes[row] as number;
    const track = code < 0 ? -1 : (tracks[code] as number);
    const at = asked?.type !== "time" || isMissing(asked, row) ? Number.NaN : (asked.values[row] as number);
    let value: number | null;
    if (track < 0 || Number.isNaN(at)) value = aggregateWindow(aggregate, []);
    else {
      const [low, high] = [starts[track] as number, starts[track + 1] as number];
      const first = firstAtOrAfter(times, at - window, low, high, firsts[track] as number);
      const last = firstAtOrAfter(times, at, low, high, lasts[track] as number);
      firsts[track] = first;
      lasts[track] = last;
      if (aggregate === "count") value = last - first;
      else if (!summed) value = aggregateWindow(aggregate, values.subarray(first, last));
      else {
        let sum = 0;
        if (sums !== undefined && sums.exact[track] === 1)
          sum = (sums.upTo[last + track] as number) - (sums.upTo[first + track] as number);
        else for (let index = first; index < last; index++) sum += values[index] as number;
        value = finishSum(aggregate, sum, last - first);
      }
    }
    if (value === null) missing = true;
    else {
      result[row] = value;
      present[row >> 3] = (present[row >> 3] as number) | (1 << (row & 7));
    }
  }
  return numericColumn("number", result, missing ? present : undefined);
}

/**
 * Sums from the beginning of each key, one more than it has entries: key k's stand from starts[k] + k. Exact, and then used, only for whole
 * numbers whose sums stay safe: adding and taking away loses nothing, and differences equal sums in any order.
 */
function runningSums(
  values: Float64Array,
  starts: Uint32Array,
): { readonly upTo: Float64Array; readonly exact: Uint8Array } {
  const keys = starts.length - 1;
  const upTo = new Float64Array(values.length + keys);
  const exact = new Uint8Array(keys);
  for (let key = 0; key < keys; key++) {
    let [sum, magnitude, whole] = [0, 0, true];
    const end = starts[key + 1] as number;
    for (let index = starts[key] as number; index < end; index++) {
      const value = values[index] as number;
      whole &&= Number.isSafeInteger(value);
      magnitude += Math.abs(value);
      sum += value;
      upTo[index + key + 1] = sum;
    }
    exact[key] = whole && magnitude <= Number.MAX_SAFE_INTEGER ? 1 : 0;
  }
  return { upTo, exact };
}

/** The first position in [low, high) whose time is not before `time`: some steps onwards from `near`, then by halving. */
function firstAtOrAfter(times: Float64Array, time: number, low: number, high: number, near: number): number {
  let [from, to] = [low, high];
  if (near > low && (times[near - 1] as number) >= time) to = near - 1;
  else {
    from = near;
    for (let step = 0; step < 8; step++, from++) if (from >= high || (times[from] as number) >= time) return from;
  }
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] as number) < time) from = middle + 1;
    else to = middle;
  }
  return from;
}
