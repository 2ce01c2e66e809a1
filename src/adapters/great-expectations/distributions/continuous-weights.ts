import { EvaluationError } from "../evaluation-error.js";
import { type ContinuousPartition, histogram } from "./partition.js";

export interface ContinuousWeights {
  /** With both tails, as they are compared. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly observedPartition: unknown;
  readonly expectedPartition: unknown;
}

/**
 * What bins were expected to hold and what they hold, what lies outside as a tail on each side. A bin without an end is a tail itself.
 * @param tail Kept back for the tails that the partition does not have.
 * @param internal Kept back for the bins that the partition has empty.
 */
export function continuousWeights(
  numbers: readonly number[],
  { bins, weights, tail_weights: tails }: ContinuousPartition,
  tail: number,
  internal: number,
): ContinuousWeights {
  const [openBelow, openAbove] = [bins[0] === Number.NEGATIVE_INFINITY, bins.at(-1) === Number.POSITIVE_INFINITY];
  if ((openBelow || openAbove) && tails !== undefined)
    throw new EvaluationError(
      "ValueError",
      "There can be no tail weights for partitions with one or both endpoints at infinity",
    );
  if (openBelow && openAbove && tail > 0)
    throw new EvaluationError(
      "ValueError",
      "tail_weight_holdout cannot be used for partitions with infinite endpoints.",
    );
  const held = weights.map((weight) => weight * (1 - tail - internal));
  const empty = held.filter((weight) => weight === 0).length;
  const inner = held.map((weight) => (weight === 0 && internal > 0 ? internal / empty : weight));
  const found = histogram(numbers, bins).map((count) => count / numbers.length);
  const [first = 0, last = 0] = [bins[0], bins.at(-1)];
  const below = numbers.filter((number) => number < first).length / numbers.length;
  const above = numbers.filter((number) => number > last).length / numbers.length;
  // Where one end is open, all that is kept back is for the other tail.
  const kept = openBelow || openAbove ? tail : tail / 2;
  const [tailBelow, tailAbove] = tails ?? [kept, kept];
  const expected = [...(openBelow ? [] : [tailBelow]), ...inner, ...(openAbove ? [] : [tailAbove])];
  const observed = [...(openBelow ? [] : [below]), ...found, ...(openAbove ? [] : [above])];
  const edges = bins.slice(openBelow ? 1 : 0, openAbove ? -1 : undefined);
  const partition = (all: readonly number[]) => ({
    bins: edges,
    weights: all.slice(1, -1),
    tail_weights: [all[0] ?? 0, all.at(-1) ?? 0],
  });
  return { observed, expected, observedPartition: partition(observed), expectedPartition: partition(expected) };
}
