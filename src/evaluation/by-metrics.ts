import { checkOptions, type OptionRules, option } from "../core/house.js";
import type { Metric } from "../metrics/index.js";
import { type TestRowOptions, testRowRules } from "./candidate-rows.js";
import type { Judging, SaidRows } from "./evaluate-candidate.js";
import { reportOn } from "./evaluate-predictions.js";
import type { Gate } from "./gates/gate.js";
import { metricFacts } from "./metric-facts.js";

export interface EvaluateOptions<Row, Target> extends TestRowOptions<Row> {
  readonly metrics: readonly Metric<NoInfer<Target>>[];
  readonly gate: Gate<NoInfer<Target>>;
}

const rules: OptionRules<EvaluateOptions<never, never>> = {
  ...testRowRules,
  metrics: option.required(option.listOf(option.callback)),
  gate: option.required(option.noun),
};

/** Judges by metrics, which read what the task gives: a number, probabilities of every class, label sets, groups of a ranking. Confusion and new failures are of what is decided. */
export function byMetrics<Row, Target>(options: EvaluateOptions<Row, Target>): Judging<Row> {
  checkOptions<EvaluateOptions<Row, Target>>("evaluate", options, rules);
  const { metrics, gate, ...rows } = options;
  return {
    rows,
    params: { metrics: metrics.map(metricFacts), gate: { id: gate.id, params: gate.params } },
    report({ candidate, champion, targets, facts, inputsOf }) {
      const side = ({ outputs, decision }: SaidRows) => ({
        ...facts,
        outputs,
        targets,
        ...(decision && { decision }),
      });
      return reportOn({
        candidate: side(candidate),
        candidateVersion: candidate.version,
        ...(champion && { champion: side(champion), championVersion: champion.version }),
        metrics,
        gate,
        ...(inputsOf && { inputsOf }),
      });
    },
  };
}
