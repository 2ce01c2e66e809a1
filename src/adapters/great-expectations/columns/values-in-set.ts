import type { Definitions } from "../evaluation.js";
import { cellKey } from "../frame/cell-key.js";
import type { FrameColumn } from "../frame/frame.js";
import { keyword } from "../keywords/keyword-rules.js";
import { tryParseTime } from "../texts/parse-time.js";
import { columnMap } from "./column-map.js";

const rules = { value_set: keyword.needed("list") };

export const valuesInSet: Definitions = {
  expect_column_values_to_be_in_set: columnMap(rules, (column, { keywords }) => {
    const set = keysOf(keywords.value_set, column);
    return (cell) => set === undefined || set.has(cellKey(cell));
  }),
  expect_column_values_to_not_be_in_set: columnMap(rules, (column, { keywords }) => {
    const set = keysOf(keywords.value_set, column);
    return (cell) => set === undefined || !set.has(cellKey(cell));
  }),
  expect_column_values_to_be_unique: columnMap({}, (column) => {
    const counts = new Map<string, number>();
    for (const cell of column.cells) counts.set(cellKey(cell), (counts.get(cellKey(cell)) ?? 0) + 1);
    return (cell) => counts.get(cellKey(cell)) === 1;
  }),
};

/** The keys of a set's values, text read as times for a column of times; undefined when there is no set. */
function keysOf(set: unknown, { type }: FrameColumn): ReadonlySet<string> | undefined {
  if (!Array.isArray(set)) return undefined;
  return new Set(
    set.map((value) => cellKey(type === "time" && typeof value === "string" ? (tryParseTime(value) ?? value) : value)),
  );
}
