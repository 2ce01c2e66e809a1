import { checkOptions, type Hint, type OptionRules, option } from "../core/house.js";
import type { Metric } from "../metrics/index.js";
import type { TaskOf } from "../model/index.js";
import { type TestRowOptions, testRowRules } from "./candidate-rows.js";
import type { Judging, SaidRows } from "./evaluate-candidate.js";
import { reportOn } from "./evaluate-predictions.js";
import type { Gate } from "./gates/gate.js";
import { metricFacts } from "./metric-facts.js";
import { type UnansweredOptions, unansweredParams, unansweredRules } from "./report/unanswered-report.js";

export interface EvaluateOptions<Row, Target> extends TestRowOptions<Row>, UnansweredOptions {
  readonly metrics: readonly MetricFor<NoInfer<Target>>[];
  /** @default none: the report says inconclusive and has no rules, so that nothing is promoted on it without an override */
  readonly gate?: GateFor<NoInfer<Target>>;
  /** Judges answers layer by layer instead. */
  readonly layers?: undefined;
}

// Where the chain is wrong before it, the target is not known, and one sentence is enough.
type MetricFor<Target> = unknown extends Target
  ? Metric<never>
  : Metric<Target> | Hint<`take metrics for the task ${TaskOf<Target>}`>;
type GateFor<Target> = unknown extends Target
  ? Gate<never>
  : Gate<Target> | Hint<`take metrics for the task ${TaskOf<Target>}`>;

const rules: OptionRules<EvaluateOptions<never, never>> = {
  ...testRowRules,
  ...unansweredRules,
  metrics: option.required(option.listOf(option.metric)),
  gate: option.gate,
  layers: option.anything,
};

/** Judges by metrics, which read what the task gives: a number, probabilities of every class, label sets, groups of a ranking. Confusion and new failures are of what is decided. */
export function byMetrics<Row, Target>(options: EvaluateOptions<Row, Target>): Judging<Row> {
  checkOptions<EvaluateOptions<Row, Target>>("evaluate", options, rules);
  const { metrics: _, gate: __, layers: ___, unanswered: ____, maximumUnanswered: _____, ...rows } = options;
  const ofUnanswered = unansweredParams(options);
  const metrics = options.metrics as readonly Metric<never>[];
  const gate = options.gate as Gate<never> | undefined;
  return {
    rows,
    params: {
      metrics: metrics.map(metricFacts),
      gate: gate === undefined ? null : { id: gate.id, params: gate.params },
      ...ofUnanswered,
    },
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
        ...(gate && { gate }),
        ...(inputsOf && { inputsOf }),
        ...ofUnanswered,
      });
    },
  };
}
