import { clipInterval, differenceRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import type { MetricValue, PairedComparison } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import { type ClusterRobustEstimate, holm } from "../../stats/index.js";
import { estimateDifference, estimateMetric } from "../estimates.js";
import { type EvaluationRows, pickRows } from "../evaluation-rows.js";

/** The rows of one slice. */
export interface SliceRows {
  readonly slice: string;
  readonly rows: EvaluationRows;
  readonly champion: EvaluationRows | undefined;
}

export function sliceRows(
  slices: { readonly [name: string]: Uint8Array },
  rows: EvaluationRows,
  champion: EvaluationRows | undefined,
): readonly SliceRows[] {
  return Object.entries(slices).map(([slice, mask]) => {
    const kept = Uint32Array.from({ length: rows.outputs.length }, (_, row) => row).filter((row) => mask[row] === 1);
    return { slice, rows: pickRows(rows, kept), champion: champion && pickRows(champion, kept) };
  });
}

export function sliceReports(
  slices: readonly SliceRows[],
  metrics: readonly Metric<never>[],
  primary: Metric<never> | undefined,
  smallSlice: number,
): EvaluationReport["slices"] {
  const comparisons = slices.map(({ rows, champion }) => {
    const paired = primary && champion && estimateDifference(primary, rows, champion);
    return primary && paired && pairedComparison(primary, paired);
  });
  const known = comparisons.flatMap((comparison) => comparison?.pValue ?? []);
  const adjusted = holm(known);
  let next = 0;
  return slices.map(({ slice, rows }, index) => {
    const comparison = comparisons[index];
    const adjustedPValue = comparison?.pValue === undefined ? undefined : adjusted[next++];
    return {
      slice,
      metrics: metricValues(metrics, rows),
      small: rows.outputs.length < smallSlice,
      ...(comparison && { comparison: { ...comparison, adjustedPValue } }),
    };
  });
}

export function metricValues(metrics: readonly Metric<never>[], rows: EvaluationRows): Record<string, MetricValue> {
  return Object.fromEntries(metrics.map((metric) => [metric.name, metricValue(metric, rows)]));
}

function metricValue(metric: Metric<never>, rows: EvaluationRows): MetricValue {
  const estimate = estimateMetric(metric, rows);
  if (estimate === undefined) return { value: undefined, rows: rows.outputs.length };
  const found = tInterval(estimate);
  const interval = found && clipInterval(found, metric.range);
  return {
    value: estimate.estimate,
    rows: estimate.rows,
    ...(interval && { interval }),
    ...(rows.clusters && { clusters: estimate.clusters }),
  };
}

export function pairedComparison(
  { name, range }: Pick<Metric<never>, "name" | "range">,
  paired: ClusterRobustEstimate,
): PairedComparison {
  const interval = tInterval(paired);
  return {
    metric: name,
    difference: paired.estimate,
    interval: interval && clipInterval(interval, range && differenceRange(range)),
    pValue: tTestPValue(paired),
    clusters: paired.clusters,
    standardError: paired.standardError,
  };
}
