import type { Definitions } from "../evaluation.js";
import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";
import { keyword } from "../keywords/keyword-rules.js";
import { pairMap } from "./pair-map.js";

/** A comparison with a missing value does not hold. */
export const columnPairs: Definitions = {
  expect_column_pair_values_to_be_equal: pairMap(
    {},
    () => (left, right) => left !== null && right !== null && cellKey(left) === cellKey(right),
  ),
  expect_column_pair_values_a_to_be_greater_than_b: pairMap(
    { or_equal: keyword.optional("flag") },
    ({ keywords }) =>
      (left, right) => {
        if (left === null || right === null) return false;
        const order = compareCells(left, right);
        return keywords.or_equal === true ? order >= 0 : order > 0;
      },
  ),
  expect_column_pair_values_to_be_in_set: pairMap({ value_pairs_set: keyword.needed("list") }, ({ keywords }) => {
    const set = Array.isArray(keywords.value_pairs_set) ? new Set(keywords.value_pairs_set.map(pairKey)) : undefined;
    return (left, right) => set === undefined || set.has(pairKey([left, right]));
  }),
};

function pairKey(pair: unknown): string {
  return Array.isArray(pair) ? pair.map(cellKey).join("\u0000") : cellKey(pair);
}
