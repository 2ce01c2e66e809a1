import type { CriterionJudgement } from "./rubric-answer.js";

/**
 * One vote: `valid`; `invalid` the reply cannot be read as the rubric asks; `failed` the call failed for good;
 * `skipped` it was not asked for lack of budget.
 */
export type Vote<Name extends string = string> =
  | {
      readonly status: "valid";
      /** The weighted mean of the criteria, from 0 to 1. */
      readonly score: number;
      readonly judgements: Readonly<Record<Name, CriterionJudgement>>;
    }
  | { readonly status: "invalid" | "failed" | "skipped"; readonly problem: string };

/** What the votes say of one criterion. */
export interface CriterionScore {
  /** The mean over valid votes, from 0 to 1. */
  readonly score: number;
  readonly levels: readonly number[];
  /** The share of pairs of valid votes that give the same level; undefined with one vote. */
  readonly agreement: number | undefined;
}

/** What a judge said of one item. */
export interface Judgement<Name extends string = string> {
  readonly id: string;
  readonly cluster: string | undefined;
  /** `scored` when more than half of the votes are valid, otherwise what most of the others are. */
  readonly status: "scored" | "invalid" | "failed" | "skipped";
  /** From 0 to 1; undefined unless scored, never 0 in its place. */
  readonly score: number | undefined;
  readonly criteria: Readonly<Record<Name, CriterionScore>> | undefined;
  readonly votes: readonly Vote<Name>[];
}
