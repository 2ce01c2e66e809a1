import { createRandom } from "../../../core/index.js";
import { kolmogorovCritical, kolmogorovDistance, kolmogorovPValue } from "../../../stats/house.js";
import { numbersOf } from "../aggregates/moments.js";
import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, type KeywordRule, keyword } from "../keywords/keyword-rules.js";
import { namedDistribution } from "./named-distribution.js";
import { type ContinuousPartition, histogram, readPartition } from "./partition.js";

const level: KeywordRule = { kind: "number", minimum: 0, maximum: 1 };

/** Tests of a column against a distribution, or against a partition by samples that are drawn again and again from a fixed stream. */
export const kolmogorovTests: Definitions = {
  expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than: {
    rules: { ...columnRules, distribution: keyword.needed("text"), params: keyword.optional("any"), p_value: level },
    evaluate({ frame, keywords }) {
      const level = Number(keywords.p_value ?? 0.05);
      if (level <= 0 || level >= 1)
        throw new EvaluationError("ValueError", "p_value must be between 0 and 1 exclusive");
      const cumulative = namedDistribution(keywords.distribution, keywords.params);
      const numbers = numbersOf(columnNamed(frame, keywords.column)).sort((left, right) => left - right);
      const distance = kolmogorovDistance(numbers, cumulative);
      const p = kolmogorovPValue(distance, numbers.length);
      return {
        success: p >= level,
        result: { observed_value: p, details: { expected_params: keywords.params, observed_ks_result: [distance, p] } },
      };
    },
  },
  expect_column_bootstrapped_ks_test_p_value_to_be_greater_than: {
    rules: {
      ...columnRules,
      partition_object: keyword.needed("object"),
      p: level,
      bootstrap_samples: keyword.optional("integer"),
      bootstrap_sample_size: keyword.optional("integer"),
    },
    evaluate({ frame, keywords }) {
      const partition = finitePartition(keywords.partition_object);
      const numbers = numbersOf(columnNamed(frame, keywords.column));
      const level = Number(keywords.p ?? 0.05);
      const samples = Number(keywords.bootstrap_samples ?? 1000);
      const size = Number(keywords.bootstrap_sample_size ?? partition.weights.length * 2);
      const steps = runningSums(partition.weights);
      const random = createRandom("great-expectations bootstrap");
      const critical = kolmogorovCritical(level, size);
      let passed = 0;
      for (let sample = 0; sample < samples; sample++) {
        const drawn = Array.from({ length: size }, () => numbers[Math.floor(random() * numbers.length)] ?? 0).sort(
          (left, right) => left - right,
        );
        const distance = kolmogorovDistance(drawn, (x) => interpolate(x, partition.bins, steps));
        if (distance <= critical) passed += 1;
      }
      const observed = (1 + passed) / (samples + 1);
      return {
        success: observed > level,
        result: {
          observed_value: observed,
          details: { bootstrap_samples: samples, bootstrap_sample_size: size, ...reported(numbers, partition, steps) },
        },
      };
    },
  },
};

function finitePartition(given: unknown): ContinuousPartition {
  const partition = readPartition(given);
  if (!("bins" in partition)) throw new EvaluationError("ValueError", "Invalid continuous partition object.");
  if (!(Number.isFinite(partition.bins[0]) && Number.isFinite(partition.bins.at(-1))))
    throw new EvaluationError("ValueError", "Partition endpoints must be finite.");
  if ((partition.tail_weights ?? []).some((weight) => weight > 0))
    throw new EvaluationError("ValueError", "Partition cannot have tail weights -- endpoints must be finite.");
  return partition;
}

/** What was seen and expected, as shares and as running sums; bins are added for what lies outside. */
function reported(
  numbers: readonly number[],
  { bins, weights }: ContinuousPartition,
  steps: readonly number[],
): Readonly<Record<string, unknown>> {
  const [first = 0, last = 0] = [bins[0], bins.at(-1)];
  const below = numbers.filter((number) => number < first).length;
  const above = numbers.filter((number) => number > last).length;
  const ordered = [...numbers].sort((left, right) => left - right);
  const edges = [...(below > 0 ? ordered.slice(0, 1) : []), ...bins, ...(above > 0 ? ordered.slice(-1) : [])];
  const counts = [...(below > 0 ? [below] : []), ...histogram(numbers, bins), ...(above > 0 ? [above] : [])];
  const observed = counts.map((count) => count / numbers.length);
  return {
    observed_partition: { bins: edges, weights: observed },
    expected_partition: { bins, weights },
    observed_cdf: { x: edges, cdf_values: runningSums(observed) },
    expected_cdf: { x: bins, cdf_values: steps },
  };
}

function runningSums(weights: readonly number[]): readonly number[] {
  let sum = 0;
  return [
    0,
    ...weights.map((weight) => {
      sum += weight;
      return sum;
    }),
  ];
}

function interpolate(x: number, bins: readonly number[], steps: readonly number[]): number {
  const above = bins.findIndex((edge) => edge > x);
  if (above === 0) return steps[0] ?? 0;
  if (above < 0) return steps.at(-1) ?? 1;
  const [from = 0, to = 0] = [bins[above - 1], bins[above]];
  const [low = 0, high = 0] = [steps[above - 1], steps[above]];
  return low + ((high - low) * (x - from)) / (to - from);
}
