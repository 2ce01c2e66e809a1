import type { GateRule } from "../gates/gate.js";

/** Answers that no layer decided say nothing; too many of them, and the rest need not be like them. */
export function undecidedRule(undecided: number, rows: number, maximum: number): GateRule {
  const few = undecided <= maximum * rows;
  return {
    rule: "at-least decided share",
    kind: "at-least",
    decision: few ? "pass" : "inconclusive",
    message: `${undecided} of ${rows} rows were decided by no layer${few ? "" : `, at most ${100 * maximum} % may be`}`,
    // Without an estimate the rule stays inconclusive when it is decided again.
    numbers: {
      estimate: few ? 1 - undecided / Math.max(1, rows) : undefined,
      standardError: 0,
      degreesOfFreedom: 1,
      clusters: undefined,
      minimumClusters: 0,
      alpha: 0.05,
      limit: 1 - maximum,
    },
  };
}
