import type { Interval } from "../stats/index.js";

/** The least and the most that a metric's value can be; an infinity where there is no end. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Of shares and of means of them. */
export const shareRange: ValueRange = { low: 0, high: 1 };
/** Of losses and errors. */
export const lossRange: ValueRange = { low: 0, high: Number.POSITIVE_INFINITY };
/** Of what a share of is explained: at best all. */
export const explainedRange: ValueRange = { low: Number.NEGATIVE_INFINITY, high: 1 };
/** Of correlations and agreement. */
export const correlationRange: ValueRange = { low: -1, high: 1 };

/** How far two values can be apart. */
export function differenceRange({ low, high }: ValueRange): ValueRange {
  return { low: low - high, high: high - low };
}

/** The part of an interval within the range: t and the bootstrap know of none. Bounds beyond it on the wrong side become its end. */
export function clipInterval<Bounds extends Pick<Interval, "low" | "high">>(
  interval: Bounds,
  range: ValueRange | undefined,
): Bounds {
  if (range === undefined || (interval.low >= range.low && interval.high <= range.high)) return interval;
  const within = (value: number): number => Math.min(Math.max(value, range.low), range.high);
  return { ...interval, low: within(interval.low), high: within(interval.high) };
}
