import { InvalidArgumentError } from "../../core/index.js";
import { normal } from "../distributions/distributions.js";
import { quantileSorted } from "../quantile-sorted.js";
import type { Interval } from "./t-interval.js";

/** What the statistic was on all rows, on each resample, and without each unit. */
export interface BootstrapDistribution {
  readonly estimate: number;
  readonly resampled: Float64Array;
  /** The statistic without each unit in turn; asked for by `bca` alone. */
  readonly jackknife?: Float64Array | undefined;
  /** How many units each of `jackknife` stands for. @default 1 each */
  readonly multiplicity?: Float64Array | undefined;
}

export interface BootstrapInterval extends Interval {
  /** The two-sided level at which the interval would just touch `against`; at least 2 / (resamples + 1). */
  readonly pValue: number;
}

/**
 * The interval of a bootstrap distribution: its quantiles, or those corrected for bias and acceleration (BCa; Efron 1987; the numbers of
 * scipy.stats.bootstrap). A constant statistic gives an interval of no width. Undefined of no resamples.
 */
export function bootstrapInterval(
  distribution: BootstrapDistribution,
  options: {
    readonly method: "percentile" | "bca";
    /** @default 0.95 */ readonly confidence?: number;
    /** What the p-value tests. @default 0 */ readonly against?: number;
  },
): BootstrapInterval | undefined {
  const { method, confidence = 0.95, against = 0 } = options;
  const { resampled } = distribution;
  if (resampled.length === 0) return undefined;
  if (!(confidence > 0 && confidence < 1))
    throw new InvalidArgumentError("bootstrap", "`confidence` between 0 and 1", confidence);
  const sorted = resampled.slice().sort();
  const tail = (1 - confidence) / 2;
  // z0 and a of the BCa interval; without them its quantiles are the plain ones.
  const correction = method === "bca" ? correctionOf(distribution) : { bias: 0, acceleration: 0 };
  const at = (probability: number): number =>
    quantileSorted(sorted, method === "bca" ? corrected(probability, correction) : probability) as number;
  const [low, high] = [at(tail), at(1 - tail)];
  return { low, high, confidence, pValue: pValueOf(resampled, against, correction) };
}

interface Correction {
  readonly bias: number;
  readonly acceleration: number;
}

function correctionOf({ estimate, resampled, jackknife, multiplicity }: BootstrapDistribution): Correction {
  if (jackknife === undefined)
    throw new InvalidArgumentError("bootstrap", "`jackknife` for the BCa interval", jackknife);
  const share = shareBelow(resampled, estimate);
  // A statistic that never falls on one side of its estimate has no bias that could be told.
  const bias = share <= 0 || share >= 1 ? 0 : normal.quantile(share);
  const times = (index: number): number => (multiplicity === undefined ? 1 : (multiplicity[index] as number));
  let [units, total, cubes, squares] = [0, 0, 0, 0];
  jackknife.forEach((value, index) => {
    units += times(index);
    total += times(index) * value;
  });
  const mean = total / units;
  jackknife.forEach((value, index) => {
    const distance = mean - value;
    squares += times(index) * distance * distance;
    cubes += times(index) * distance * distance * distance;
  });
  return { bias, acceleration: squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares)) };
}

/** The probability whose plain quantile is the corrected one. */
function corrected(probability: number, { bias, acceleration }: Correction): number {
  const z = bias + normal.quantile(probability);
  return normal.cumulative(bias + z / (1 - acceleration * z));
}

/** The share of values below, equal ones counting half. */
function shareBelow(values: Float64Array, limit: number): number {
  let count = 0;
  for (const value of values) count += Number(value < limit) + Number(value === limit) / 2;
  return count / values.length;
}

/** Twice the smaller of the levels at which a one-sided bound touches the value: (1 + #) / (B + 1), taken back through the correction. */
function pValueOf(resampled: Float64Array, against: number, correction: Correction): number {
  let [below, above] = [0, 0];
  for (const value of resampled) {
    below += Number(value <= against);
    above += Number(value >= against);
  }
  const count = resampled.length + 1;
  const low = takenBack((1 + below) / count, correction);
  const high = 1 - takenBack(1 - (1 + above) / count, correction);
  return Math.min(1, Math.max(2 * Math.min(low, high), 2 / count));
}

/** The inverse of `corrected`. */
function takenBack(probability: number, { bias, acceleration }: Correction): number {
  if (probability <= 0 || probability >= 1 || (bias === 0 && acceleration === 0)) return probability;
  const z = normal.quantile(probability) - bias;
  const slope = 1 + acceleration * z;
  return slope <= 0 ? Number(z > 0) : normal.cumulative(z / slope - bias);
}
