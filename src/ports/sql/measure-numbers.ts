import type { EngineMeasures, EngineMetric } from "../engine.js";
import { calibrationGap } from "./calibration-gap.js";
import { rowOf } from "./connection.js";
import { decidedValue } from "./decided-value.js";
import { measureEach } from "./measure-each.js";
import type { MeasuredFacts, MeasuredRows } from "./measured-rows.js";
import { rankedScore } from "./ranked-score.js";
import { Unsayable } from "./unsaid.js";
import { measuresOf } from "./write-measures.js";

const unwritten = "it is none of those that are written in SQL";

/** Metrics of yes and no, and of numbers: sums in one query; those of ranks, bins and decisions are another each. */
export function measureNumbers(
  rows: MeasuredRows,
  task: "binary" | "number",
  metrics: readonly EngineMetric[],
  { fractions, requireProbabilities }: MeasuredFacts,
): Promise<Pick<EngineMeasures, "values" | "unsupported">> {
  const { sums, named } = measuresOf(rows);
  let totals: readonly number[] | undefined;
  return measureEach(metrics, async (metric) => {
    const { name, params } = metric;
    const own = named[name];
    if (own?.task === task && Object.keys(params).every((param) => own.params?.includes(param))) {
      if (own.probabilities) requireProbabilities();
      if (rows.weight === 0) return undefined;
      totals ??= await rowOf(rows.connection, `SELECT ${sums.join(", ")} FROM ${rows.table}`, rows.signal);
      return own.finish(totals, params);
    }
    if (task === "number") throw new Unsayable(unwritten);
    const score = rankedScore(name);
    if (score !== undefined) {
      if ("maxFalsePositiveRate" in params)
        throw new Unsayable("only the whole area under the curve is written in SQL");
      return score(rows, params);
    }
    if (name !== "expected calibration error" && !metric.decides) throw new Unsayable(unwritten);
    requireProbabilities();
    return metric.decides
      ? decidedValue(metric, rows, fractions)
      : calibrationGap(rows, Number(params.bins), params.strategy === "quantile" ? "quantile" : "uniform");
  });
}
