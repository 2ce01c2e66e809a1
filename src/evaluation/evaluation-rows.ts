import type { AnyOutputs, AnyTargets, MetricRows } from "../metrics/house.js";
import type { ClassLabel, Metric } from "../metrics/index.js";
import type { Decision } from "../model/index.js";
import { type TaskRows, takeTaskRows } from "./task-rows.js";
import { wronglyAnswered } from "./wrongly-answered.js";

/** Aligned outputs and targets with the cluster of each row. */
export interface EvaluationRows {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
  /** For class labels: outputs and targets are positions in these. */
  readonly labels?: readonly ClassLabel[] | undefined;
  /** What the model makes of its outputs, where that is known. */
  readonly decision?: Decision | undefined;
  /** What metrics read where the task is known: probabilities of every class, label sets, groups of a ranking. */
  readonly task?: TaskRows | undefined;
  /** 1 for rows that this model, or the one beside it, did not answer: what `outputs` has of them may be NaN. */
  readonly unanswered?: Uint8Array | undefined;
}

/** Whether rows are answered by a probability of yes; where the task is not known, whether every target is yes or no. */
export function isYesNo({ targets, labels, task }: Pick<EvaluationRows, "targets" | "labels" | "task">): boolean {
  if (task !== undefined) return task.targets.task === "binary";
  return labels === undefined && targets.every((target) => target === 0 || target === 1);
}

/** Rows as a metric reads them: one of decisions takes those without an answer for wrong, others are not asked about them. */
export function metricRows(metric: Metric<never>, rows: EvaluationRows): MetricRows {
  if (rows.unanswered && rows.task) {
    if (metric.decides) return { ...wronglyAnswered(rows.task), clusters: rows.clusters };
    return metricRows(metric, answeredRows(rows));
  }
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

/** A metric of these outputs. */
export function metricValue(metric: Metric<never>, targets: AnyTargets, outputs: AnyOutputs): number | undefined {
  const state = metric.create();
  state.add(targets, outputs);
  return state.value();
}

export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let position = 0; position < rows.length; position++)
    picked[position] = values[rows[position] as number] as number;
  return picked;
}

/** Places of the rows that both sides answered. */
export function answeredPlaces({ outputs, unanswered }: EvaluationRows): Uint32Array {
  return Uint32Array.from(outputs, (_, row) => row).filter((row) => unanswered?.[row] !== 1);
}

/** The rows that both sides answered. */
export function answeredRows(rows: EvaluationRows): EvaluationRows {
  return rows.unanswered ? pickRows(rows, answeredPlaces(rows)) : rows;
}

/** Some rows of an evaluation, by index. */
export function pickRows(rows: EvaluationRows, kept: Uint32Array): EvaluationRows {
  const { outputs, targets, clusters, labels, decision, task } = rows;
  const unanswered = rows.unanswered && Uint8Array.from(kept, (row) => rows.unanswered?.[row] ?? 0);
  return {
    ...(unanswered?.includes(1) && { unanswered }),
    outputs: pick(outputs, kept),
    targets: pick(targets, kept),
    clusters: clusters && Array.from(kept, (row) => clusters[row] as string),
    labels,
    decision,
    task: task && takeTaskRows(task, kept),
  };
}
