import { InvalidArgumentError } from "../../core/index.js";
import type { EngineMeasures, EngineMetric } from "../engine.js";
import { openClasses } from "./class-rows.js";
import { decidedClasses, decisionsOf } from "./decided-classes.js";
import { measureEach } from "./measure-each.js";
import type { MeasuredFacts, MeasuredRows } from "./measured-rows.js";
import { scoreClasses } from "./score-classes.js";

const probable = /^(log loss|Brier score|expected calibration error)$/;

/**
 * Metrics of classes: those of decisions by the confusion matrix, others by the probabilities.
 * @param rows With `t`, and `d` of what was decided for or `p0`, `p1`, … of the labels' probabilities.
 */
export async function measureClasses(
  rows: MeasuredRows,
  labels: readonly string[] | undefined,
  metrics: readonly EngineMetric[],
  facts: MeasuredFacts,
): Promise<Pick<EngineMeasures, "values" | "decisions" | "unsupported">> {
  const scored = labels === undefined ? undefined : openClasses(rows, labels);
  const decisions = await decisionsOf(scored ?? rows, (said) => labels?.[Number(said)] ?? String(said));
  const supports = labels?.map((label) =>
    decisions.reduce((sum, { target, weight }) => sum + (target === label ? weight : 0), 0),
  );
  const measured = await measureEach(metrics, (metric) => {
    if (scored !== undefined && (metric.decides || probable.test(metric.name))) facts.requireProbabilities();
    if (scored !== undefined && (metric.decides || probable.test(metric.name) || metric.name === "ROC-AUC"))
      facts.requireSums();
    if (metric.decides) return decidedClasses(metric, decisions);
    if (scored === undefined || supports === undefined)
      throw new InvalidArgumentError(
        metric.name,
        "`output` to name a column of probabilities for each class",
        undefined,
        "the one that was decided for",
      );
    return scoreClasses(scored, metric, supports, facts.fractionalWeights);
  });
  return { ...measured, decisions };
}
