import type { Interval } from "../../stats/index.js";
import type { Choice } from "./pairwise-prompt.js";

/** What a judge said of a pair in one of the two orders. */
export type OrderedVerdict =
  | { readonly status: "valid"; readonly choice: Choice; readonly reason: string }
  | { readonly status: "invalid" | "failed" | "skipped"; readonly problem: string };

/** What a judge said of a pair in both orders. */
export interface PairOutcome {
  readonly id: string;
  /** The contestants. */
  readonly left: string;
  readonly right: string;
  /** `decided` when both orders gave a readable verdict, otherwise why not. */
  readonly status: "decided" | "invalid" | "failed" | "skipped";
  /** A win survived the swap; everything else that was decided is a tie. Undefined unless decided. */
  readonly outcome: "left" | "right" | "tie" | undefined;
  /** Both orders mean the same. Undefined unless decided. */
  readonly consistent: boolean | undefined;
  /** With the left answer shown first. */
  readonly forward: OrderedVerdict;
  /** With the right answer shown first. */
  readonly backward: OrderedVerdict;
}

/** How two contestants did against each other. */
export interface Matchup {
  readonly left: string;
  readonly right: string;
  readonly leftWins: number;
  readonly rightWins: number;
  readonly ties: number;
  /** Of the left, among wins and losses; ties are left out and counted beside. Undefined without either. */
  readonly winRate: number | undefined;
  /** Wilson's. */
  readonly interval: Interval | undefined;
  /** By the exact sign test. */
  readonly pValue: number;
}

/** What all pairs say, of the contestants and of the judge. */
export interface ComparisonSummary {
  readonly pairs: number;
  readonly decided: number;
  readonly invalid: number;
  readonly failed: number;
  readonly skipped: number;
  /** The share of decided pairs that are ties, by the judge's word or for lack of consistency; undefined of none. */
  readonly tieRate: number | undefined;
  /** The share of decided pairs in which both orders mean the same; undefined of none. */
  readonly consistency: number | undefined;
  readonly positionBias: {
    /** Verdicts for the answer shown first and second, in decided pairs. */
    readonly first: number;
    readonly second: number;
    /** Of verdicts that are no tie, those for the first: a half without bias. */
    readonly firstRate: number | undefined;
    /** Wilson's over verdicts; narrow, as the two verdicts of a pair are not independent. */
    readonly interval: Interval | undefined;
    /** The exact sign test over pairs that lean one way more often than the other. */
    readonly pValue: number;
  };
  readonly matchups: readonly Matchup[];
}
