import { chiSquare } from "../../../stats/house.js";
import { valueCounts } from "../aggregates/value-counts.js";
import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { cellKey } from "../frame/cell-key.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, keyword } from "../keywords/keyword-rules.js";
import { plainValue } from "../results/plain-value.js";
import { readPartition } from "./partition.js";

/** Pearson's test of a column's categories against a partition; what was not expected counts as expected by what is kept back for it. */
export const chiSquareTest: Definitions = {
  expect_column_chisquare_test_p_value_to_be_greater_than: {
    rules: {
      ...columnRules,
      partition_object: keyword.needed("object"),
      p: keyword.optional("number"),
      tail_weight_holdout: keyword.optional("number"),
    },
    evaluate({ frame, keywords }) {
      const partition = readPartition(keywords.partition_object);
      if (!("values" in partition)) throw new EvaluationError("ValueError", "Invalid partition object.");
      const counts = valueCounts(columnNamed(frame, keywords.column));
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      const known = new Map(partition.values.map((value, at) => [cellKey(value), partition.weights[at] ?? 0]));
      const strangers = counts.filter(({ value }) => !known.has(cellKey(value)));
      const tail = Number(keywords.tail_weight_holdout ?? 0);
      const countOf = new Map(counts.map(({ value, count }) => [cellKey(value), count]));
      const all = [...partition.values, ...strangers.map(({ value }) => value)];
      const observed = all.map((value) => countOf.get(cellKey(value)) ?? 0);
      const expected = all.map((value) => {
        const weight = known.get(cellKey(value));
        return (
          total * (weight === undefined ? tail / strangers.length : weight * (strangers.length > 0 ? 1 - tail : 1))
        );
      });
      const statistic = observed.reduce(
        (sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0),
        0,
      );
      const p = statistic === Number.POSITIVE_INFINITY ? 0 : chiSquare.upperTail(statistic, all.length - 1);
      const partitionOf = (numbers: readonly number[]) => {
        const sum = numbers.reduce((left, right) => left + right, 0);
        return { values: all.map(plainValue), weights: numbers.map((number) => number / sum) };
      };
      const details = { observed_partition: partitionOf(observed), expected_partition: partitionOf(expected) };
      return { success: p > Number(keywords.p ?? 0.05), result: { observed_value: p, details } };
    },
  },
};
