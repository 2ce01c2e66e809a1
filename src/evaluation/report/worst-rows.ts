import type { Metric } from "../../metrics/index.js";
import type { Disagreement } from "../../model/house.js";
import { type EvaluationRows, metricRows } from "../evaluation-rows.js";

/**
 * The rows a reviewer should read first: by how much worse the metric is for them than the champion's, and, without a champion, by how
 * bad it is. Empty for metrics that have no value of a row.
 */
export function worstRows(options: {
  readonly metric: Metric<never> | undefined;
  readonly ids: readonly string[];
  readonly rows: EvaluationRows;
  readonly champion: EvaluationRows | undefined;
  readonly count: number;
}): readonly Disagreement[] {
  const { metric, ids, rows, champion, count } = options;
  const { outputs, targets, labels } = rows;
  const values = metric && valuesOf(metric, rows);
  // A metric of rankings has a value of each query, not of each row.
  if (metric === undefined || values?.length !== ids.length) return [];
  const sign = metric.better === "higher" ? -1 : 1;
  const beside = champion && valuesOf(metric, champion);
  const loss = (row: number): number => sign * ((values[row] as number) - (beside?.[row] ?? 0));
  const show = (value: number): number | string => (labels === undefined ? value : String(labels[value]));
  return ids
    .map((id, row) => ({ id, row, loss: loss(row) }))
    .filter((one) => (beside ? one.loss > 0 : one.loss > (sign === 1 ? 0 : -1)))
    .sort((left, right) => right.loss - left.loss || left.row - right.row)
    .slice(0, count)
    .map(({ id, row }) => ({
      id,
      score: values[row] as number,
      ...(beside && { championScore: beside[row] as number }),
      output: show(outputs[row] as number),
      ...(champion && { championOutput: show(champion.outputs[row] as number) }),
      target: show(targets[row] as number),
      rule: metric.name,
    }));
}

function valuesOf(metric: Metric<never>, rows: EvaluationRows): Float64Array | undefined {
  const { targets, outputs } = metricRows(metric, rows);
  return metric.sample(targets, outputs).rowValues;
}
