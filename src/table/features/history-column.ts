import {
  aggregateWindow,
  type Batch,
  type ColumnData,
  columnFromValues,
  finishSum,
  type HistoryNode,
  isMissing,
  scalarAt,
} from "../../data/index.js";
import { compileColumns } from "../expression/compile-columns.js";

/** Rising (knownAt, value) pairs of one key. */
interface Track {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** When all values are whole numbers whose sums stay exact, running sums; otherwise windows are added up one by one. */
  readonly sums: Float64Array | undefined;
}

/**
 * The value of a history for every row at once, as if each had been asked at its own event time: the same bits that
 * recording all past rows in a memory history and reading it row by row gives.
 * @param past The rows that the history looks at; usually the rows themselves and those before them.
 */
export function historyColumn(node: HistoryNode, rows: Batch, past: Batch, eventTime: string): ColumnData {
  const tracks = buildTracks(node, past);
  const keys = compileColumns(node.key)(rows);
  const times = rows.columns[eventTime];
  const window = node.windowMinutes * 60_000;
  const values: (number | null)[] = new Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const at =
      times === undefined || times.type !== "time" || isMissing(times, row)
        ? Number.NaN
        : (times.values[row] as number);
    const key = scalarAt(keys, row);
    const track = key === null ? undefined : tracks.get(String(key));
    values[row] =
      track === undefined || Number.isNaN(at)
        ? aggregateWindow(node.aggregate, [])
        : aggregateTrack(node.aggregate, track, at - window, at);
  }
  return columnFromValues("number", values);
}

function aggregateTrack(aggregate: HistoryNode["aggregate"], track: Track, from: number, to: number): number | null {
  const start = firstAtOrAfter(track.times, from);
  const end = firstAtOrAfter(track.times, to);
  if (aggregate === "count") return end - start;
  if (track.sums !== undefined && (aggregate === "mean" || aggregate === "sum"))
    return finishSum(aggregate, (track.sums[end] as number) - (track.sums[start] as number), end - start);
  return aggregateWindow(aggregate, track.values.subarray(start, end));
}

function buildTracks(node: HistoryNode, past: Batch): Map<string, Track> {
  const keys = compileColumns(node.key)(past);
  const known = compileColumns(node.knownAt)(past);
  const value = node.value === undefined ? undefined : compileColumns(node.value)(past);
  const rowsByKey = new Map<string, number[]>();
  for (let row = 0; row < past.length; row++) {
    const key = scalarAt(keys, row);
    if (key === null || isMissing(known, row) || (value !== undefined && isMissing(value, row))) continue;
    const name = String(key);
    const rows = rowsByKey.get(name);
    if (rows === undefined) rowsByKey.set(name, [row]);
    else rows.push(row);
  }
  const timeOf = known.type === "time" ? known.values : new Float64Array(past.length);
  const numberOf = (row: number): number => (value === undefined ? 0 : Number(scalarAt(value, row)));
  const tracks = new Map<string, Track>();
  for (const [key, rows] of rowsByKey) {
    const numbers = Float64Array.from(rows, numberOf);
    const order = rows
      .map((_, index) => index)
      .sort(
        (left, right) =>
          (timeOf[rows[left] as number] as number) - (timeOf[rows[right] as number] as number) ||
          (numbers[left] as number) - (numbers[right] as number),
      );
    const times = Float64Array.from(order, (index) => timeOf[rows[index] as number] as number);
    const values = Float64Array.from(order, (index) => numbers[index] as number);
    tracks.set(key, { times, values, sums: runningSums(values) });
  }
  return tracks;
}

/** Exact only for whole numbers: then adding and taking away loses nothing, and differences equal sums in any order. */
function runningSums(values: Float64Array): Float64Array | undefined {
  let magnitude = 0;
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isSafeInteger(value)) return undefined;
    magnitude += Math.abs(value);
    sums[index + 1] = (sums[index] as number) + value;
  }
  return magnitude <= Number.MAX_SAFE_INTEGER ? sums : undefined;
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
