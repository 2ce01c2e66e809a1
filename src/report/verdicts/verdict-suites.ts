import { counted } from "../../core/house.js";
import type { Comparison, ScoredAnswers } from "../../evaluation/index.js";
import type { GateDecision } from "../../model/house.js";
import type { EvaluationReport, GateEvidence } from "../../model/index.js";
import { formatValue } from "../evaluation/format-value.js";
import { unansweredWords } from "../evaluation/unanswered-rows.js";
import type { JudgedKind } from "./judged.js";
import type { Verdict, VerdictSuite } from "./verdict.js";

/** All that was decided, each thing once. @param from The least score of a right answer. */
export function verdictSuites(judged: JudgedKind, from: number): readonly VerdictSuite[] {
  switch (judged.kind) {
    case "evaluation":
      return evaluationSuites(judged.report);
    case "gate":
      return [gateSuite(judged.gate, judged.gate.rules)];
    case "comparison":
      return [comparisonSuite(judged.comparison)];
    case "answers":
      return [answerSuite(judged.answers, from)];
  }
}

type Rule = GateEvidence["rules"][number];

function evaluationSuites({ gate, slices, unanswered }: EvaluationReport): readonly VerdictSuite[] {
  const guards = guardsBySlice(
    gate.rules,
    slices.map(({ slice }) => slice),
  );
  const ofSlices = new Set([...guards.values()].flat());
  const suites = [
    gateSuite(
      gate,
      gate.rules.filter((rule) => !ofSlices.has(rule)),
    ),
  ];
  if (slices.length > 0) {
    const verdicts = slices.flatMap(({ slice, small, metrics }): Verdict[] => {
      const rules = guards.get(slice);
      if (rules !== undefined) return rules.map(ruleVerdict);
      const seen = Object.entries(metrics).map(
        ([name, { value, rows }]) => `${name} ${formatValue(value)} on ${counted(rows, "row")}`,
      );
      const message = `${seen.join(", ")}; ${small ? "too few rows to tell" : "no rule of the gate is about it"}`;
      return [{ name: slice, kind: "slice", decision: "inconclusive", message }];
    });
    suites.push({ name: "slices", verdicts });
  }
  if (unanswered !== undefined) {
    const message = unansweredWords(unanswered);
    suites.push({
      name: "unanswered",
      verdicts: [{ name: "rows without an answer", kind: "unanswered", decision: "inconclusive", message }],
    });
  }
  return suites.filter(({ verdicts }) => verdicts.length > 0);
}

/** Rules that watch a slice end in its name; of names that end alike the longest is meant. */
function guardsBySlice(rules: readonly Rule[], slices: readonly string[]): ReadonlyMap<string, Rule[]> {
  const guards = new Map<string, Rule[]>();
  const longestFirst = slices.toSorted((left, right) => right.length - left.length);
  for (const rule of rules) {
    if (rule.kind !== "slice-guard") continue;
    const slice = longestFirst.find((name) => rule.rule.endsWith(` in ${name}`));
    if (slice !== undefined) guards.set(slice, [...(guards.get(slice) ?? []), rule]);
  }
  return guards;
}

function gateSuite({ decision, rules: all }: GateEvidence, rules: readonly Rule[]): VerdictSuite {
  const none = { name: "gate", kind: "gate", decision, message: "it has no rules" };
  return { name: "gate", verdicts: all.length === 0 ? [none] : rules.map(ruleVerdict) };
}

function ruleVerdict({ rule, kind, decision, message }: Rule): Verdict {
  return { name: rule, kind, decision, message };
}

const comparisonDecisions: Readonly<Record<string, GateDecision>> = {
  "a-better": "pass",
  "no-difference-shown": "pass",
  "b-better": "fail",
};

function comparisonSuite({ a = "a", b = "b", results }: Comparison): VerdictSuite {
  const verdicts = results.map(({ metric, slice, method, difference, interval, adjustedPValue, decision }): Verdict => {
    const reach = interval ? `, between ${formatValue(interval.low)} and ${formatValue(interval.high)}` : "";
    const chance = adjustedPValue === undefined ? "" : `, adjusted p = ${adjustedPValue.toPrecision(2)}`;
    return {
      name: slice === undefined ? metric : `${metric} in ${slice}`,
      kind: method,
      decision: comparisonDecisions[decision] ?? "inconclusive",
      message: `${decision}: difference ${formatValue(difference)}${reach}${chance} (above zero, ${a} is better)`,
    };
  });
  return { name: `${a} against ${b}`, verdicts };
}

function answerSuite({ verdicts }: ScoredAnswers, from: number): VerdictSuite {
  return {
    name: "answers",
    verdicts: verdicts.map(({ id, layer, rule, reason, score, decides }) => ({
      name: id,
      kind: layer,
      decision: !decides || score === undefined ? "inconclusive" : score >= from ? "pass" : "fail",
      message: `${layer}: ${rule}${reason === undefined ? "" : `: ${reason}`}, score ${formatValue(score)}`,
    })),
  };
}
