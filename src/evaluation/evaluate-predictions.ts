import { fingerprint, InvalidArgumentError } from "../core/index.js";
import type { EvaluationReport, MetricValue, Predictions } from "../data/index.js";
import { type ClusterRobustEstimate, tInterval, tTestPValue } from "../stats/index.js";
import { calibrationCurve } from "./curves/calibration-curve.js";
import { rocCurve } from "./curves/roc-curve.js";
import { type EvaluationRows, estimateDifference, estimateMetric, pick } from "./estimate-metric.js";
import type { Gate } from "./gates/gate.js";
import type { Metric } from "./metrics/metric.js";

export interface EvaluatePredictionsOptions<Target> {
  readonly candidate: Predictions<number, number>;
  /** The champion's predictions for the same ids in the same order. */
  readonly champion?: Predictions<number, number>;
  readonly candidateVersion: string;
  readonly championVersion?: string;
  readonly metrics: readonly Metric<Target>[];
  readonly gate: Gate<Target>;
  /** Slices with fewer rows are marked as small. @default 100 */
  readonly smallSlice?: number;
}

/**
 * Judges predictions: metrics with intervals, slices, the paired comparison with the champion, and the gate's verdict, as one report
 * of plain JSON whose digest covers all of it.
 *
 * @throws {InvalidArgumentError} the two models' predictions are not aligned by id, or an id stands twice.
 */
export function evaluatePredictions<Target>(options: EvaluatePredictionsOptions<Target>): EvaluationReport {
  const { candidate, champion, metrics, gate, smallSlice = 100 } = options;
  checkAligned(candidate, champion);
  const rows: EvaluationRows = {
    outputs: Float64Array.from(candidate.outputs),
    targets: Float64Array.from(candidate.targets),
    clusters: candidate.clusters,
  };
  const beside = champion === undefined ? undefined : Float64Array.from(champion.outputs);
  const differences = new Map<string, ClusterRobustEstimate | undefined>();
  const difference = (metric: Metric<never>): ClusterRobustEstimate | undefined => {
    if (beside === undefined) return undefined;
    if (!differences.has(metric.name)) differences.set(metric.name, estimateDifference(metric, rows, beside));
    return differences.get(metric.name);
  };
  const primary = gate.metrics[0];
  const paired = primary && difference(primary);
  const content = {
    format: "evaluation@1" as const,
    candidate: options.candidateVersion,
    champion: options.championVersion,
    dataset: candidate.dataset ?? "unknown",
    rows: rows.outputs.length,
    metrics: Object.fromEntries(metrics.map((metric) => [metric.name, metricValue(metric, rows)])),
    slices: Object.entries(candidate.slices ?? {}).map(([slice, mask]) =>
      sliceReport(slice, mask, rows, metrics, smallSlice),
    ),
    ...(primary && paired && { comparison: comparisonOf(primary.name, paired) }),
    gate: gate.decide({
      value: (metric) => estimateMetric(metric, rows),
      difference,
      champion: champion === undefined ? undefined : (options.championVersion ?? "champion"),
      clustered: rows.clusters !== undefined,
    }),
    curves: {
      calibration: calibrationCurve(rows.outputs, rows.targets).map((bin) => ({ ...bin })),
      roc: rocCurve(rows.outputs, rows.targets).map((point) => [...point]),
    },
    warnings:
      rows.clusters === undefined
        ? [
            "no cluster was stated: rows count as independent, which overstates certainty when rows of one day or user are alike",
          ]
        : [],
  };
  const report = JSON.parse(JSON.stringify(content)) as Omit<EvaluationReport, "digest">;
  return { ...report, digest: fingerprint(report) };
}

function checkAligned(candidate: Predictions<number, number>, champion: Predictions<number, number> | undefined): void {
  const place = "evaluation";
  const { ids, outputs, targets, clusters } = candidate;
  for (const [name, values] of Object.entries({ outputs, targets, ...(clusters && { clusters }) }))
    if (values.length !== ids.length)
      throw new InvalidArgumentError(place, `${ids.length} ${name}, one an id`, values.length);
  if (new Set(ids).size !== ids.length)
    throw new InvalidArgumentError(place, "every id once", "an id that stands twice");
  if (champion === undefined) return;
  const stranger = ids.findIndex((id, row) => champion.ids[row] !== id);
  if (champion.ids.length !== ids.length || stranger >= 0)
    throw new InvalidArgumentError(
      place,
      "the champion's predictions for the same ids in the same order",
      `${champion.ids.length} of ${ids.length}, first difference at row ${stranger}`,
    );
  if (champion.dataset !== candidate.dataset)
    throw new InvalidArgumentError(place, `predictions on dataset ${candidate.dataset}`, champion.dataset);
}

function metricValue(metric: Metric<never>, rows: EvaluationRows): MetricValue {
  const estimate = estimateMetric(metric, rows);
  if (estimate === undefined) return { value: undefined, rows: rows.outputs.length };
  const interval = tInterval(estimate);
  return {
    value: estimate.estimate,
    rows: estimate.rows,
    ...(interval && { interval }),
    ...(rows.clusters && { clusters: estimate.clusters }),
  };
}

function sliceReport(
  slice: string,
  mask: Uint8Array,
  rows: EvaluationRows,
  metrics: readonly Metric<never>[],
  smallSlice: number,
): EvaluationReport["slices"][number] {
  const kept = Uint32Array.from({ length: rows.outputs.length }, (_, row) => row).filter((row) => mask[row] === 1);
  const inside: EvaluationRows = {
    outputs: pick(rows.outputs, kept),
    targets: pick(rows.targets, kept),
    clusters: rows.clusters && Array.from(kept, (row) => rows.clusters?.[row] as string),
  };
  return {
    slice,
    metrics: Object.fromEntries(metrics.map((metric) => [metric.name, metricValue(metric, inside)])),
    small: kept.length < smallSlice,
  };
}

function comparisonOf(metric: string, paired: ClusterRobustEstimate): NonNullable<EvaluationReport["comparison"]> {
  return {
    metric,
    difference: paired.estimate,
    interval: tInterval(paired),
    pValue: tTestPValue(paired),
    clusters: paired.clusters,
    standardError: paired.standardError,
  };
}
