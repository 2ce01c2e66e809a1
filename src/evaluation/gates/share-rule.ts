import type { GateEvidence } from "../../model/index.js";
import { combineDecisions, type GateRule } from "./gate.js";

/** Rows that say nothing; too many of them, and the rest need not be like them. @param options.what Reads on from "3 of 40 rows". */
export function shareRule(options: {
  readonly rule: string;
  readonly what: string;
  readonly count: number;
  readonly rows: number;
  /** The largest share of them that is borne. */
  readonly maximum: number;
}): GateRule {
  const { rule, what, count, rows, maximum } = options;
  const few = count <= maximum * rows;
  return {
    rule,
    kind: "at-least",
    decision: few ? "pass" : "inconclusive",
    message: `${count} of ${rows} rows ${what}${few ? "" : `, at most ${100 * maximum} % may be`}`,
    // Without an estimate the rule stays inconclusive when it is decided again.
    numbers: {
      estimate: few ? 1 - count / Math.max(1, rows) : undefined,
      standardError: 0,
      degreesOfFreedom: 1,
      clusters: undefined,
      minimumClusters: 0,
      alpha: 0.05,
      limit: 1 - maximum,
    },
  };
}

/** A gate that doubts where one of the rules does; what it found failed stays failed. */
export function doubtBy(gate: GateEvidence, rules: readonly GateRule[]): GateEvidence {
  const doubts = rules.filter(({ decision }) => decision !== "pass");
  if (doubts.length === 0) return gate;
  return {
    ...gate,
    decision: combineDecisions([gate.decision, ...doubts.map(({ decision }) => decision)]),
    rules: [...gate.rules, ...doubts],
  };
}
