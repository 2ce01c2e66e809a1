import type { Metric } from "../../metrics/index.js";
import type { Disagreement } from "../../model/house.js";
import { type EvaluationRows, metricRows } from "../evaluation-rows.js";
import { rankedQuery } from "./ranked-query.js";

/**
 * The rows a reviewer should read first: by how much worse the metric is for them than the champion's, and, without a champion, by how
 * bad it is. Of a ranking these are queries, named by their first row and shown by the relevances in the order they were ranked. Empty for
 * metrics that have no value of a row.
 */
export function worstRows(options: {
  readonly metric: Metric<never> | undefined;
  readonly ids: readonly string[];
  readonly rows: EvaluationRows;
  readonly champion: EvaluationRows | undefined;
  readonly inputsOf?: ((row: number) => Disagreement["inputs"]) | undefined;
  readonly count: number;
}): readonly Disagreement[] {
  const { metric, ids, rows, champion, inputsOf, count } = options;
  if (metric === undefined || count === 0 || ids.length === 0) return [];
  const { rowValues: values, firstRows } = sampleOf(metric, rows);
  if (values === undefined) return [];
  const sign = metric.better === "higher" ? -1 : 1;
  const beside = champion && sampleOf(metric, champion).rowValues;
  const loss = (index: number): number => sign * ((values[index] as number) - (beside?.[index] ?? 0));
  const show = showRow(rows);
  return Array.from(values, (_, index) => ({ index, row: firstRows?.[index] ?? index, loss: loss(index) }))
    .filter((one) => (beside ? one.loss > 0 : one.loss > (sign === 1 ? 0 : -1)))
    .sort((left, right) => right.loss - left.loss || left.row - right.row)
    .slice(0, count)
    .map(({ index, row }) => {
      const { output, target } = show(rows.outputs, row);
      const inputs = inputsOf?.(row);
      return {
        id: ids[row] as string,
        ...(inputs !== undefined && { inputs }),
        score: values[index] as number,
        ...(beside && { championScore: beside[index] as number }),
        output,
        ...(champion && { championOutput: show(champion.outputs, row).output }),
        target,
        rule: metric.name,
        ...(firstRows && { reason: "how relevant its rows are, in the order they were ranked" }),
      };
    });
}

function sampleOf(metric: Metric<never>, rows: EvaluationRows) {
  const { targets, outputs } = metricRows(metric, rows);
  return metric.sample(targets, outputs);
}

type Shown = Pick<Disagreement, "output" | "target">;

function showRow({ targets, labels, task }: EvaluationRows): (outputs: Float64Array, row: number) => Shown {
  const ranked = task?.targets.task === "ranking" ? task.targets : undefined;
  if (ranked !== undefined) return (outputs, row) => rankedQuery(ranked, outputs, row);
  const show = (value: number): number | string =>
    labels !== undefined ? String(labels[value]) : Number.isNaN(value) ? "no answer" : value;
  return (outputs, row) => ({ output: show(outputs[row] as number), target: show(targets[row] as number) });
}
