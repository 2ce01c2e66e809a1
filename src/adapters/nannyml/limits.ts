/** How limits are found: from the chunks of the reference, or stated. */
export type NannymlThreshold =
  | {
      /** So many standard deviations of the reference's chunks above their mean. @default 3 */
      readonly deviationsAbove?: number;
      /** The same below. @default no lower limit */
      readonly deviationsBelow?: number;
    }
  | {
      /** @default none */
      readonly lower?: number;
      /** @default none */
      readonly upper?: number;
    };

export interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Limits of a method's values: none below 0, and for a statistic that ends there none above 1. */
export function limitsOf(threshold: NannymlThreshold, values: readonly number[], most: number): Limits {
  const { lower, upper } = statedOrLearned(threshold, values);
  return {
    lower: lower === undefined ? null : Math.max(0, lower),
    upper: upper === undefined ? null : Math.min(most, upper),
  };
}

function statedOrLearned(threshold: NannymlThreshold, values: readonly number[]) {
  if ("lower" in threshold || "upper" in threshold) return { lower: threshold.lower, upper: threshold.upper };
  const { deviationsAbove = 3, deviationsBelow } = threshold as Extract<NannymlThreshold, { deviationsAbove?: number }>;
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const deviation = Math.sqrt(present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length);
  return {
    upper: mean + deviationsAbove * deviation,
    lower: deviationsBelow === undefined ? undefined : mean - deviationsBelow * deviation,
  };
}
