import { InvalidArgumentError } from "../../core/index.js";
import type { Comparison, ScoredAnswers } from "../../evaluation/index.js";
import type { EvaluationReport, GateEvidence } from "../../model/index.js";

/** What CI can be told of: an evaluation, a comparison of two models, a gate alone, or scored golden answers. */
export type Judged = EvaluationReport | Comparison | GateEvidence | ScoredAnswers;

export type JudgedKind =
  | { readonly kind: "evaluation"; readonly report: EvaluationReport }
  | { readonly kind: "comparison"; readonly comparison: Comparison }
  | { readonly kind: "gate"; readonly gate: GateEvidence }
  | { readonly kind: "answers"; readonly answers: ScoredAnswers };

/** Tells them apart. @throws {InvalidArgumentError} it is none of them. */
export function kindOf(place: string, judged: Judged): JudgedKind {
  if (typeof judged === "object" && judged !== null) {
    if ("format" in judged && judged.format === "evaluation@1") return { kind: "evaluation", report: judged };
    if ("format" in judged && judged.format === "comparison@1") return { kind: "comparison", comparison: judged };
    if ("rules" in judged && "decision" in judged) return { kind: "gate", gate: judged };
    if ("verdicts" in judged && "layers" in judged) return { kind: "answers", answers: judged };
  }
  throw new InvalidArgumentError(
    place,
    "an evaluation report, a comparison, a gate's evidence or what `scoreAnswers` gave",
    judged,
  );
}
