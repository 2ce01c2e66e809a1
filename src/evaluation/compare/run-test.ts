import { InvalidArgumentError, type Random } from "../../core/index.js";
import {
  createPairedStatistic,
  type PairedOutputs,
  permutationPValue,
  rowDifferences,
  swapParts,
} from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import {
  bootstrapInterval,
  clusteredMcnemarTest,
  delongTest,
  mcnemarTest,
  signFlipTest,
  wilcoxonTest,
} from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import { asMetricReads, metricValue, valuesOfRows } from "../evaluation-rows.js";
import type { PairedRows } from "./align-predictions.js";
import type { ComparisonResult, ComparisonTest } from "./comparison.js";
import { robustInterval } from "./robust-interval.js";

export interface TestSettings {
  readonly confidence: number;
  readonly resamples: number;
  readonly bootstrap: "bca" | "percentile";
  readonly mcnemar: "exact" | "mid-p";
  readonly zeros: "wilcox" | "pratt";
}

export interface TestOutcome extends Pick<ComparisonResult, "method" | "discordant" | "rankBiserial"> {
  readonly pValue: number | undefined;
  readonly interval: Interval | undefined;
  readonly warnings?: readonly string[];
  /** Whether no resample was as far out: with more of them the p-value could be smaller. */
  readonly isFloor?: boolean;
}

/** Tests one metric's difference on these rows. @throws {InvalidArgumentError} the test is not one of this metric. */
export function runTest(
  test: ComparisonTest,
  metric: Metric<never>,
  rows: PairedRows,
  settings: TestSettings,
  random: Random,
): TestOutcome {
  if (test === "t") return robustInterval(metric, rows, settings.confidence);
  if (test === "bootstrap") return bootstrapTest(metric, rows, settings, random);
  if (test === "delong") return delong(metric, rows, settings.confidence);
  // These have p-values of their own; the difference's interval is the robust one.
  const { interval } = robustInterval(metric, rows, settings.confidence);
  if (test === "mcnemar") return { ...mcnemar(metric, rows, settings.mcnemar), interval };
  if (test === "wilcoxon") return { ...wilcoxon(metric, rows, settings.zeros), interval };
  return { ...permutation(metric, rows, settings.resamples, random), interval };
}

/** Whether each row is right or wrong under the metric; undefined of metrics that say more or less than that. */
export function rightRows(
  metric: Metric<never>,
  { a, b, targets, labels }: PairedRows,
): readonly [Float64Array, Float64Array] | undefined {
  const [ofA, ofB] = [valuesOfRows(metric, { targets, labels }, a), valuesOfRows(metric, { targets, labels }, b)];
  if (ofA === undefined || ofB === undefined) return undefined;
  return [ofA, ofB].every((values) => values.every((value) => value === 0 || value === 1)) ? [ofA, ofB] : undefined;
}

function readBy(metric: Metric<never>, { a, b, targets, clusters, labels }: PairedRows): PairedOutputs {
  return {
    targets: asMetricReads(metric, targets, labels),
    a: asMetricReads(metric, a, labels),
    b: asMetricReads(metric, b, labels),
    clusters,
  };
}

type Tested = Omit<TestOutcome, "interval">;

function mcnemar(metric: Metric<never>, rows: PairedRows, method: "exact" | "mid-p"): Tested {
  const right = rightRows(metric, rows);
  if (right === undefined)
    throw new InvalidArgumentError("compare", "a metric that is 0 or 1 of each row for `mcnemar`", metric.name);
  // Of metrics where lower is better, 1 is wrong.
  const [a, b] = metric.better === "higher" ? right : [right[1], right[0]];
  if (rows.clusters !== undefined) {
    const { pValue, clusters, onlyA, onlyB } = clusteredMcnemarTest(a, b, rows.clusters, { method });
    return {
      pValue,
      discordant: { onlyA, onlyB },
      method: `McNemar, ${method}, signs of ${clusters} clusters flipped`,
    };
  }
  const discordant = {
    onlyA: a.reduce((sum, value, row) => sum + Number(value > (b[row] as number)), 0),
    onlyB: a.reduce((sum, value, row) => sum + Number(value < (b[row] as number)), 0),
  };
  return { pValue: mcnemarTest(discordant, { method }).pValue, discordant, method: `McNemar, ${method}` };
}

function wilcoxon(metric: Metric<never>, rows: PairedRows, zeros: "wilcox" | "pratt"): Tested {
  const differences = rowDifferences(metric, readBy(metric, rows));
  if (differences === undefined)
    throw new InvalidArgumentError("compare", "a metric with a value for each row for `wilcoxon`", metric.name);
  const found = wilcoxonTest(differences, { zeros, ...(rows.clusters && { clusters: rows.clusters }) });
  const by = rows.clusters === undefined ? "" : `, signs of ${found?.clusters ?? 0} clusters flipped`;
  return {
    pValue: found?.pValue,
    ...(found?.rankBiserial !== undefined && { rankBiserial: found.rankBiserial }),
    method: `Wilcoxon signed rank, ${found?.method ?? "no rows"}, zeros by ${zeros}${by}`,
  };
}

function permutation(metric: Metric<never>, rows: PairedRows, resamples: number, random: Random): Tested {
  const given = readBy(metric, rows);
  const parts = swapParts(metric, given);
  const found =
    parts === undefined
      ? permutationPValue(createPairedStatistic(metric, given), resamples, random)
      : signFlipTest(parts, { ...(rows.clusters && { clusters: rows.clusters }), resamples, seed: random });
  const units = `${found?.clusters ?? 0} ${rows.clusters === undefined ? "rows" : "clusters"}`;
  return {
    pValue: found?.pValue,
    isFloor: found?.exact === false && found.pValue === 1 / (resamples + 1),
    method: `${found?.exact ? "all" : resamples} swaps of ${units}`,
  };
}

function delong(metric: Metric<never>, rows: PairedRows, confidence: number): TestOutcome {
  const { a, b, targets, clusters } = rows;
  if (targets.some((target) => target !== 0 && target !== 1))
    throw new InvalidArgumentError("compare", "targets of 0 and 1 for `delong`", metric.name);
  const found = delongTest(a, b, targets, { confidence, ...(clusters && { clusters }) });
  const area = metricValue(metric, rows, a);
  if (found !== undefined && !(area !== undefined && Math.abs(area - found.a) < 1e-9))
    throw new InvalidArgumentError("compare", "the area under the ROC curve for `delong`", metric.name);
  return {
    pValue: found?.pValue,
    interval: found?.interval,
    method: clusters === undefined ? "DeLong" : `DeLong, components summed in ${found?.clusters ?? 0} clusters`,
  };
}

function bootstrapTest(metric: Metric<never>, rows: PairedRows, settings: TestSettings, random: Random): TestOutcome {
  const { bootstrap, resamples, confidence } = settings;
  const statistic = createPairedStatistic(metric, readBy(metric, rows));
  const method = `${bootstrap === "bca" ? "BCa" : bootstrap} bootstrap, ${resamples} resamples of ${statistic.units} ${rows.clusters ? "clusters" : "rows"}`;
  const nothing = { method, pValue: undefined, interval: undefined };
  const estimate = statistic.difference;
  if (estimate === undefined || statistic.units < 2) return nothing;
  const resampled = new Float64Array(resamples);
  let size = 0;
  for (let resample = 0; resample < resamples; resample++) {
    const value = statistic.resample(random);
    if (value !== undefined) resampled[size++] = value;
  }
  const warnings = size < resamples ? [`on ${resamples - size} of ${resamples} resamples the metric has no value`] : [];
  if (size < 0.9 * resamples) return { ...nothing, warnings };
  const jackknife = bootstrap === "bca" ? statistic.jackknife() : undefined;
  if (bootstrap === "bca" && jackknife === undefined)
    return { ...nothing, warnings: [...warnings, "without one cluster the metric has no value: try `percentile`"] };
  const found = bootstrapInterval(
    {
      estimate,
      resampled: resampled.subarray(0, size),
      jackknife: jackknife?.values,
      multiplicity: jackknife?.multiplicity,
    },
    { method: bootstrap, confidence },
  );
  if (found === undefined) return nothing;
  const { pValue, ...interval } = found;
  const values = resampled.subarray(0, size);
  const isFloor = values.every((value) => value > 0) || values.every((value) => value < 0);
  return { method, pValue, interval, warnings, isFloor };
}
