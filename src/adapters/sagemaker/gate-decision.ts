import type { GateDecision } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";

/** What the gate of a report said; undefined of a report that was made by hand and has none, which a registry takes under an override. */
export function gateDecision({ gate }: Partial<EvaluationReport>): GateDecision | undefined {
  return gate?.decision;
}
