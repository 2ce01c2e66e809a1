import type { Metric } from "../../metrics/index.js";
import type { GateEvidence } from "../../model/index.js";
import { type EvaluationRows, isYesNo } from "../evaluation-rows.js";
import { combineDecisions } from "./gate.js";

/**
 * The one class that all rows have; undefined where they have several, or no classes. Where no task is known, numbers are yes and no if a metric
 * reads them so (scores of answers are none), and texts may be answers in words.
 */
export function oneClassOf(rows: EvaluationRows, metrics: readonly Metric<never>[]): string | undefined {
  const { targets, task } = rows;
  const [first] = targets;
  if (first === undefined || targets.some((target) => target !== first)) return undefined;
  const readAsYesNo = task !== undefined || metrics.some(({ tasks }) => tasks.includes("binary"));
  if (isYesNo(rows)) return readAsYesNo ? (first === 1 ? "yes" : "no") : undefined;
  return task?.targets.task === "classes" ? String(task.targets.labels[first]) : undefined;
}

export function oneClassMessage(name: string, rows: number): string {
  return `all ${rows} targets are "${name}": whoever always says so is best here, and nothing shows how others are told`;
}

/** On rows of one class no gate passes, whatever its metrics say. A gate without rules decides nothing anyway. */
export function doubtOneClass(evidence: GateEvidence, name: string | undefined, rows: number): GateEvidence {
  if (name === undefined || evidence.rules.length === 0) return evidence;
  const rule = {
    rule: "more than one class",
    kind: "class-count" as const,
    decision: "inconclusive" as const,
    message: oneClassMessage(name, rows),
    numbers: { classes: 1, rows },
  };
  return {
    ...evidence,
    decision: combineDecisions([evidence.decision, "inconclusive"]),
    rules: [...evidence.rules, rule],
  };
}
