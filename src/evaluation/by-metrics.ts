import { InvalidArgumentError } from "../core/index.js";
import type { Metric } from "../metrics/index.js";
import { decidedAt } from "../model/house.js";
import type { Outputs, Targets } from "../model/index.js";
import type { TestRowOptions } from "./candidate-rows.js";
import type { Judging, SaidRows } from "./evaluate-candidate.js";
import { reportOn } from "./evaluate-predictions.js";
import type { Gate } from "./gates/gate.js";
import { metricFacts } from "./metric-facts.js";

export interface EvaluateOptions<Row, Target> extends TestRowOptions<Row> {
  readonly metrics: readonly Metric<NoInfer<Target>>[];
  readonly gate: Gate<NoInfer<Target>>;
}

/** Judges by metrics, which read what the task gives: a number, probabilities of every class, label sets, groups of a ranking. Confusion and new failures are of what is decided. */
export function byMetrics<Row, Target>(options: EvaluateOptions<Row, Target>): Judging<Row> {
  const { metrics, gate, ...rows } = options;
  return {
    rows,
    params: { metrics: metrics.map(metricFacts), gate: { id: gate.id, params: gate.params } },
    report({ candidate, champion, targets, facts }) {
      const common = {
        candidateVersion: candidate.version,
        ...(champion && { championVersion: champion.version }),
        metrics,
        gate,
        said: { targets, candidate: candidate.outputs, champion: champion?.outputs },
      };
      if (targets.task === "binary" || targets.task === "number" || targets.task === "ranking") {
        const side = ({ outputs }: SaidRows) => ({ ...facts, outputs: numbersOf(outputs), targets: targets.values });
        return reportOn({ ...common, candidate: side(candidate), ...(champion && { champion: side(champion) }) });
      }
      const right = textsOfTargets(targets);
      const side = ({ outputs }: SaidRows) => ({ ...facts, outputs: textsOf(outputs), targets: right });
      return reportOn({ ...common, candidate: side(candidate), ...(champion && { champion: side(champion) }) });
    },
  };
}

function numbersOf({ task, values }: Outputs): Float64Array {
  return values instanceof Float64Array ? values : refuse(task);
}

function textsOf(outputs: Outputs): readonly string[] {
  if (outputs.task !== "classes" && outputs.task !== "label-sets") return refuse(outputs.task);
  return Array.from({ length: outputs.rows }, (_, row) => textOf(decidedAt({ threshold: 0.5 }, outputs, row)));
}

function textsOfTargets(targets: Targets): readonly string[] {
  if (targets.task === "classes") return Array.from(targets.values, (code) => targets.labels[code] as string);
  if (targets.task !== "label-sets") return refuse(targets.task);
  const { rows, labels, values } = targets;
  return Array.from({ length: rows }, (_, row) =>
    textOf(labels.filter((_, label) => values[row * labels.length + label] === 1)),
  );
}

function textOf(decided: unknown): string {
  return Array.isArray(decided) ? [...decided].sort().join(", ") : String(decided);
}

function refuse(task: string): never {
  throw new InvalidArgumentError("evaluate", "`layers` for answers that are neither numbers nor labels", task);
}
