import type { GateDecision } from "../../model/house.js";

/** One thing that was decided, or could not be. */
export interface Verdict {
  readonly name: string;
  /** What kind of thing decided: a rule's kind, a test, a layer. */
  readonly kind: string;
  readonly decision: GateDecision;
  /** What was seen. */
  readonly message: string;
}

export interface VerdictSuite {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
}
