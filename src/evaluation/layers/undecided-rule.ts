import type { GateRule } from "../gates/gate.js";
import { shareRule } from "../gates/share-rule.js";

/** Answers that no layer decided say nothing. */
export function undecidedRule(undecided: number, rows: number, maximum: number): GateRule {
  return shareRule({
    rule: "at-least decided share",
    what: "were decided by no layer",
    count: undecided,
    rows,
    maximum,
  });
}
