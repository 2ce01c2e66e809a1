import type { Definition, Definitions } from "../evaluation.js";
import { cellKey } from "../frame/cell-key.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, keyword } from "../keywords/keyword-rules.js";
import { plainValue } from "../results/plain-value.js";
import { tryParseTime } from "../texts/parse-time.js";
import { valueCounts } from "./value-counts.js";

type Keys = ReadonlySet<string>;
const within = (inner: Keys, outer: Keys): boolean => [...inner].every((key) => outer.has(key));

/** The different values of a column against a set. */
export const distinctValues: Definitions = {
  expect_column_distinct_values_to_be_in_set: distinct((observed, set) => set.size === 0 || within(observed, set)),
  expect_column_distinct_values_to_contain_set: distinct((observed, set) => within(set, observed)),
  expect_column_distinct_values_to_equal_set: distinct(
    (observed, set) => set.size === observed.size && within(set, observed),
  ),
  expect_column_most_common_value_to_be_in_set: {
    rules: { ...columnRules, value_set: keyword.needed("list"), ties_okay: keyword.optional("flag") },
    evaluate({ frame, keywords }) {
      const counts = valueCounts(columnNamed(frame, keywords.column));
      const most = counts.reduce((largest, { count }) => Math.max(largest, count), 0);
      const common = counts.filter(({ count }) => count === most).map(({ value }) => value);
      const set = new Set(listOf(keywords.value_set).map(cellKey));
      const inSet = common.filter((value) => set.has(cellKey(value))).length;
      const success = keywords.ties_okay === true ? inSet > 0 : common.length === 1 && inSet === 1;
      return { success, result: { observed_value: common.map(plainValue) } };
    },
  },
};

function distinct(holds: (observed: Keys, set: Keys) => boolean): Definition {
  return {
    rules: { ...columnRules, value_set: keyword.needed("list") },
    evaluate({ frame, keywords }) {
      const column = columnNamed(frame, keywords.column);
      const counts = valueCounts(column);
      const set = listOf(keywords.value_set).map((value) =>
        cellKey(column.type === "time" && typeof value === "string" ? (tryParseTime(value) ?? value) : value),
      );
      const success = holds(new Set(counts.map(({ value }) => cellKey(value))), new Set(set));
      const shown = counts.map(({ value, count }) => ({ value: plainValue(value), count }));
      return { success, result: { observed_value: shown.map(({ value }) => value), details: { value_counts: shown } } };
    },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
