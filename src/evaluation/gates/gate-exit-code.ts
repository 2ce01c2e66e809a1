import { checkArguments, option } from "../../core/house.js";
import type { GateDecision } from "../../model/house.js";
import type { EvaluationReport, GateEvidence } from "../../model/index.js";

const codes: Readonly<Record<GateDecision, 0 | 1 | 3>> = { pass: 0, fail: 1, inconclusive: 3 };

/** The exit code that tells CI what a gate decided: 0 pass, 1 fail, 3 inconclusive. These numbers do not change. */
export function gateExitCode(of: EvaluationReport | GateEvidence | GateDecision): 0 | 1 | 3 {
  checkArguments("gate", { of }, { of: option.either(option.text, option.noun) });
  if (typeof of === "string") return codes[of];
  return codes["gate" in of ? of.gate.decision : of.decision];
}
