import { EvaluationError } from "../evaluation-error.js";

/** Shares of values. */
export interface CategoricalPartition {
  readonly values: readonly unknown[];
  readonly weights: readonly number[];
}

/** Shares of stretches between rising bins, and of what lies outside. */
export interface ContinuousPartition {
  readonly bins: readonly number[];
  readonly weights: readonly number[];
  readonly tail_weights?: readonly [number, number];
}

/**
 * A partition of values or of bins.
 * @throws {EvaluationError} it is neither, or its weights do not add up to 1.
 */
export function readPartition(given: unknown): CategoricalPartition | ContinuousPartition {
  const { values, bins, weights, tail_weights: tails } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const refuse = (why: string): EvaluationError =>
    new EvaluationError("ValueError", `Invalid partition object: ${why}.`);
  if (!isNumbers(weights)) throw refuse("it has no weights");
  if (Array.isArray(values)) {
    if (values.length !== weights.length || !isWhole(weights))
      throw refuse("its values need a weight each, together 1");
    return { values, weights };
  }
  if (!isNumbers(bins)) throw refuse("it has neither values nor bins");
  const outside = isNumbers(tails) ? [tails[0] ?? 0, tails[1] ?? 0] : [];
  if (bins.length !== weights.length + 1 || !isWhole([...weights, ...outside]))
    throw refuse("each two of its bins need a weight, together 1");
  if (!bins.every((bin, at) => at === 0 || bin > (bins[at - 1] ?? 0))) throw refuse("its bins have to rise");
  const [below, above] = outside;
  return {
    bins,
    weights,
    ...(below !== undefined && above !== undefined && { tail_weights: [below, above] as const }),
  };
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

function isWhole(weights: readonly number[]): boolean {
  return Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) <= 1e-5;
}

/** How many numbers lie in each bin, the upper edge only in the last. */
export function histogram(numbers: readonly number[], bins: readonly number[]): number[] {
  const counts = new Array<number>(bins.length - 1).fill(0);
  const [first = 0, last = 0] = [bins[0], bins.at(-1)];
  for (const number of numbers) {
    if (!(number >= first && number <= last)) continue;
    let at = bins.findIndex((edge, place) => place > 0 && number < edge) - 1;
    if (at < 0) at = counts.length - 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
