import { numbersOf } from "../aggregates/moments.js";
import { valueCounts } from "../aggregates/value-counts.js";
import type { Definitions, Outcome } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import type { Keywords } from "../expectation.js";
import { cellKey } from "../frame/cell-key.js";
import type { FrameColumn } from "../frame/frame.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, type KeywordRule, keyword } from "../keywords/keyword-rules.js";
import { continuousWeights } from "./continuous-weights.js";
import { type CategoricalPartition, readPartition } from "./partition.js";

const share: KeywordRule = { kind: "number", minimum: 0, maximum: 1 };

export const klDivergence: Definitions = {
  expect_column_kl_divergence_to_be_less_than: {
    rules: {
      ...columnRules,
      partition_object: keyword.optional("object"),
      threshold: { kind: "number", minimum: 0 },
      tail_weight_holdout: share,
      internal_weight_holdout: share,
      bucketize_data: keyword.optional("flag"),
      min_value: keyword.optional("comparable"),
      max_value: keyword.optional("comparable"),
    },
    evaluate({ frame, keywords }) {
      const column = columnNamed(frame, keywords.column);
      const given = keywords.partition_object ?? partitionOf(column, keywords.bucketize_data !== false);
      const partition = readPartition(given);
      const [tail, internal] = [
        Number(keywords.tail_weight_holdout ?? 0),
        Number(keywords.internal_weight_holdout ?? 0),
      ];
      if (tail !== 0 && "tail_weights" in partition)
        throw new EvaluationError(
          "ValueError",
          "tail_weight_holdout must be 0 when using tail_weights in partition object",
        );
      if ("values" in partition) {
        if (internal > 0)
          throw new EvaluationError("ValueError", "Internal weight holdout cannot be used for discrete data.");
        return ofValues(column, partition, tail, keywords);
      }
      if (keywords.bucketize_data === false)
        throw new EvaluationError("ValueError", "A partition of bins needs bucketize_data to be true");
      const { observed, expected, observedPartition, expectedPartition } = continuousWeights(
        numbersOf(column),
        partition,
        tail,
        internal,
      );
      return outcome(divergence(observed, expected), keywords, observedPartition, expectedPartition);
    },
  },
};

/** The data's own shares, when none are given to compare with. */
function partitionOf(column: FrameColumn, bucketize: boolean): unknown {
  const counts = valueCounts(column);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (!bucketize)
    return { values: counts.map(({ value }) => value), weights: counts.map(({ count }) => count / total) };
  const numbers = numbersOf(column);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least < most ? { bins: [least, most], weights: [1] } : { bins: [least - 0.5, least + 0.5], weights: [1] };
}

function ofValues(
  column: FrameColumn,
  { values, weights }: CategoricalPartition,
  tail: number,
  keywords: Keywords,
): Outcome {
  const counts = valueCounts(column);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const known = new Map(values.map((value, at) => [cellKey(value), weights[at] ?? 0]));
  const strangers = counts.filter(({ value }) => !known.has(cellKey(value)));
  const all = [...values, ...strangers.map(({ value }) => value)];
  const countOf = new Map(counts.map(({ value, count }) => [cellKey(value), count]));
  const observed = all.map((value) => (countOf.get(cellKey(value)) ?? 0) / total);
  const expected = all.map((value) => {
    const weight = known.get(cellKey(value));
    if (strangers.length === 0) return weight ?? 0;
    return weight === undefined ? tail / strangers.length : weight * (1 - tail);
  });
  return outcome(
    divergence(observed, expected),
    keywords,
    { values: all, weights: observed },
    { values: all, weights: expected },
  );
}

function outcome(value: number, { threshold }: Keywords, observed: unknown, expected: unknown): Outcome {
  const success = threshold === undefined || threshold === null || value <= Number(threshold);
  const details = { observed_partition: observed, expected_partition: expected };
  return { success, result: { observed_value: Number.isFinite(value) ? value : null, details } };
}

/** The Kullback-Leibler divergence in nats, of weights that are made to add up to 1. */
function divergence(observed: readonly number[], expected: readonly number[]): number {
  const [left, right] = [total(observed), total(expected)];
  return total(
    observed.map((weight, at) => {
      const [p, q] = [weight / left, (expected[at] ?? 0) / right];
      if (p === 0) return 0;
      return q === 0 ? Number.POSITIVE_INFINITY : p * Math.log(p / q);
    }),
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
