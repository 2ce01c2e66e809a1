import type { HistoryNode } from "../../schema/house.js";
import { isMissing, scalarAt, textOf } from "../../schema/house.js";
import { type Batch, type ColumnData, compileColumns } from "../../schema/index.js";
import { stableOrder } from "../../stats/house.js";

/** What a history looks at: values in order of (key, known time, value). Entries of key k stand at [starts[k], starts[k + 1]). */
export interface KeyedPast {
  readonly keyOf: ReadonlyMap<string, number>;
  readonly starts: Uint32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Orders the past of a history. Rows whose key, known time or value is missing, or whose known time is no time, are not there. */
export function orderPast(node: HistoryNode, past: Batch): KeyedPast {
  const { codes, words } = keyColumn(node, past);
  const known = compileColumns(node.knownAt)(past);
  const value = node.value === undefined ? undefined : compileColumns(node.value)(past);
  const rows = new Uint32Array(past.length);
  let length = 0;
  for (let row = 0; row < past.length; row++)
    if (
      (codes[row] as number) >= 0 &&
      known.type === "time" &&
      !isMissing(known, row) &&
      !Number.isNaN(known.values[row]) &&
      (value === undefined || !isMissing(value, row))
    )
      rows[length++] = row;
  const knownTimes = new Float64Array(length);
  if (known.type === "time")
    for (let index = 0; index < length; index++) knownTimes[index] = known.values[rows[index] as number] as number;

  const byTime = stableOrder(knownTimes);
  const starts = new Uint32Array(words.length + 1);
  for (let index = 0; index < length; index++) {
    const key = codes[rows[index] as number] as number;
    starts[key + 1] = (starts[key + 1] as number) + 1;
  }
  for (let key = 0; key < words.length; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const [times, values] = [new Float64Array(length), new Float64Array(length)];
  const numbers = value === undefined ? undefined : numbersOf(value);
  for (let position = 0; position < length; position++) {
    const index = byTime[position] as number;
    const row = rows[index] as number;
    const key = codes[row] as number;
    const at = next[key] as number;
    next[key] = at + 1;
    times[at] = knownTimes[index] as number;
    if (numbers !== undefined) values[at] = numbers[row] as number;
  }
  for (let key = 0; key < words.length; key++)
    sortTies(times, values, starts[key] as number, starts[key + 1] as number);
  return { keyOf: new Map(words.map((word, key) => [word, key])), starts, times, values };
}

/** A key column as codes of distinct words; −1 where it is missing. */
export function keyColumn(
  node: HistoryNode,
  batch: Batch,
): { readonly codes: Int32Array; readonly words: readonly string[] } {
  const column = textOf(compileColumns(node.key)(batch));
  const codeOf = new Map<string, number>();
  const translate = column.dictionary.map((word) => {
    const code = codeOf.get(word) ?? codeOf.size;
    codeOf.set(word, code);
    return code;
  });
  const codes = new Int32Array(batch.length);
  for (let row = 0; row < codes.length; row++)
    codes[row] = isMissing(column, row) ? -1 : (translate[column.codes[row] as number] as number);
  return { codes, words: [...codeOf.keys()] };
}

function numbersOf(column: ColumnData): ArrayLike<number> {
  if (column.type === "text" || column.type === "other")
    return Float64Array.from({ length: column.length }, (_, row) => Number(scalarAt(column, row)));
  return column.values;
}

/** Puts values that became known at the same time in rising order; such runs are short. */
function sortTies(times: Float64Array, values: Float64Array, start: number, end: number): void {
  for (let from = start; from < end; ) {
    let to = from + 1;
    while (to < end && times[to] === times[from]) to++;
    if (to - from > 1) values.subarray(from, to).sort();
    from = to;
  }
}
