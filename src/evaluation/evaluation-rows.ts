import type { AnyOutputs, AnyTargets, MetricRows } from "../metrics/house.js";
import type { ClassLabel, Metric } from "../metrics/index.js";
import { type TaskRows, takeTaskRows } from "./task-rows.js";

/** Aligned outputs and targets with the cluster of each row. */
export interface EvaluationRows {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
  /** For class labels: outputs and targets are positions in these. */
  readonly labels?: readonly ClassLabel[] | undefined;
  /** What metrics read where the task is known: probabilities of every class, label sets, groups of a ranking. */
  readonly task?: TaskRows | undefined;
}

/** Whether rows are answered by a probability of yes; where the task is not known, whether every target is yes or no. */
export function isYesNo({ targets, labels, task }: Pick<EvaluationRows, "targets" | "labels" | "task">): boolean {
  if (task !== undefined) return task.targets.task === "binary";
  return labels === undefined && targets.every((target) => target === 0 || target === 1);
}

/** Rows as a metric reads them. */
export function metricRows(metric: Metric<never>, rows: EvaluationRows): MetricRows {
  const { targets, outputs, clusters, labels, task } = rows;
  if (task !== undefined) return { ...task, clusters };
  return {
    targets: asMetricReads(metric, targets, labels),
    outputs: asMetricReads(metric, outputs, labels),
    clusters,
  };
}

/** Values as a metric reads them: class labels, probabilities and answers, or numbers. */
export function asMetricReads(
  metric: Metric<never>,
  values: Float64Array,
  labels: readonly ClassLabel[] | undefined,
): AnyTargets & AnyOutputs {
  if (labels !== undefined) return Array.from(values, (code) => labels[code]) as readonly string[];
  return { task: metric.tasks.includes("binary") ? "binary" : "number", rows: values.length, width: 1, values };
}

/** A metric's value for each row; undefined of metrics that have none. */
export function valuesOfRows(
  metric: Metric<never>,
  { targets, labels }: Pick<EvaluationRows, "targets" | "labels">,
  outputs: Float64Array,
): Float64Array | undefined {
  return metric.sample(asMetricReads(metric, targets, labels), asMetricReads(metric, outputs, labels)).rowValues;
}

/** A metric of these outputs. */
export function metricValue(
  metric: Metric<never>,
  { targets, labels }: Pick<EvaluationRows, "targets" | "labels">,
  outputs: Float64Array,
): number | undefined {
  const state = metric.create();
  state.add(asMetricReads(metric, targets, labels), asMetricReads(metric, outputs, labels));
  return state.value();
}

export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let position = 0; position < rows.length; position++)
    picked[position] = values[rows[position] as number] as number;
  return picked;
}

/** Some rows of an evaluation, by index. */
export function pickRows(rows: EvaluationRows, kept: Uint32Array): EvaluationRows {
  const { outputs, targets, clusters, labels, task } = rows;
  return {
    outputs: pick(outputs, kept),
    targets: pick(targets, kept),
    clusters: clusters && Array.from(kept, (row) => clusters[row] as string),
    labels,
    task: task && takeTaskRows(task, kept),
  };
}
