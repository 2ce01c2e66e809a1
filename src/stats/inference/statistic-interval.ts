import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { createRandom } from "../../core/index.js";
import { bootstrapInterval } from "./bootstrap-interval.js";
import { clusterRows } from "./cluster-rows.js";
import { type Interval, tInterval, tTestPValue } from "./t-interval.js";
import { UnitRows } from "./unit-rows.js";

export interface StatisticIntervalOptions {
  /** How many rows there are. */
  readonly rows: number;
  /** Rows of one cluster are drawn, or left out, together. @default every row a cluster of its own */
  readonly clusters?: ArrayLike<string | number>;
  /** `jackknife` takes one call a cluster, `percentile` one a resample, `bca` both. @default "bca" */
  readonly method?: "jackknife" | "percentile" | "bca";
  /** @default 2000 */
  readonly resamples?: number;
  /** @default 0 */
  readonly seed?: number | string;
  /** @default 0.95 */
  readonly confidence?: number;
}

const rules: OptionRules<StatisticIntervalOptions> = {
  rows: option.required(option.wholeNumber({ minimum: 0 })),
  clusters: option.anything,
  method: option.oneOf("jackknife", "percentile", "bca"),
  resamples: option.count,
  seed: option.seed,
  confidence: option.level,
};

export interface StatisticInterval {
  /** The statistic of all rows. */
  readonly estimate: number;
  /** Undefined with fewer than two clusters, or where the statistic is undefined without one of them or on a tenth of the resamples. */
  readonly interval: Interval | undefined;
  /** The jackknife's, or the standard deviation over resamples. */
  readonly standardError: number | undefined;
  /** Two-sided, of the hypothesis that the true value is zero: of use where the statistic is a difference. */
  readonly pValue: number | undefined;
  readonly clusters: number;
  /** Resamples on which the statistic was undefined; they are left out. */
  readonly undefinedResamples: number;
}

/**
 * An interval for any statistic of rows, by the delete-one-cluster jackknife (Efron and Stein 1981) with Student's t, or by resampling
 * clusters (scipy.stats.bootstrap with method "percentile" or "BCa"): give a function of row numbers, which may repeat.
 * Undefined where the statistic of all rows is.
 *
 * @throws {InvalidArgumentError} there is not one cluster a row, or an option is out of range.
 */
export function statisticInterval(
  statistic: (rows: Uint32Array) => number | undefined,
  options: StatisticIntervalOptions,
): StatisticInterval | undefined {
  const place = "statistic interval";
  checkOptions(place, options, rules);
  const { rows, clusters, method = "bca", resamples = 2000, seed = 0, confidence = 0.95 } = options;
  if (rows === 0) return undefined;
  const units = clusterRows(place, rows, clusters);
  const estimate = statistic(Uint32Array.from({ length: rows }, (_, row) => row));
  if (estimate === undefined) return undefined;
  const unitRows = new UnitRows(units);
  const known = { estimate, clusters: units.clusters, undefinedResamples: 0 };
  const nothing = { ...known, interval: undefined, standardError: undefined, pValue: undefined };
  if (units.clusters < 2) return nothing;
  const jackknife =
    method === "percentile" ? undefined : valuesOf(units.clusters, (unit) => statistic(unitRows.without(unit)));
  if (jackknife !== undefined && jackknife.length < units.clusters) return nothing;
  if (method === "jackknife") {
    const standardError = jackknifeError(jackknife as Float64Array);
    const robust = { estimate, standardError, degreesOfFreedom: units.clusters - 1 };
    return { ...known, standardError, interval: tInterval(robust, confidence), pValue: tTestPValue(robust) };
  }
  const random = createRandom(seed).stream("bootstrap");
  const resampled = valuesOf(resamples, () => statistic(unitRows.draw(random)));
  const undefinedResamples = resamples - resampled.length;
  if (undefinedResamples > resamples / 10) return { ...nothing, undefinedResamples };
  const found = bootstrapInterval({ estimate, resampled, jackknife }, { method, confidence });
  if (found === undefined) return { ...nothing, undefinedResamples };
  const { pValue, ...interval } = found;
  return { ...known, undefinedResamples, standardError: spread(resampled), interval, pValue };
}

/** Those of so many values that are defined. */
function valuesOf(count: number, value: (index: number) => number | undefined): Float64Array {
  const values = new Float64Array(count);
  let size = 0;
  for (let index = 0; index < count; index++) {
    const got = value(index);
    if (got !== undefined && !Number.isNaN(got)) values[size++] = got;
  }
  return values.subarray(0, size);
}

/** The square root of (G − 1)/G · Σ (θ_g − mean θ)². */
function jackknifeError(values: Float64Array): number {
  return Math.sqrt(((values.length - 1) / values.length) * squaresOf(values));
}

function spread(values: Float64Array): number | undefined {
  return values.length < 2 ? undefined : Math.sqrt(squaresOf(values) / (values.length - 1));
}

function squaresOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
}
