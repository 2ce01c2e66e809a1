import { type OptionRules, option } from "../core/house.js";
import type { EvaluationReport } from "../model/index.js";

/** A moment of the past, in milliseconds since 1970 by the clocks of those who wrote. */
export interface AtOptions {
  /** @default now */
  readonly at?: number;
}

/** What every decision about a model may state. */
export interface DecisionOptions {
  /** The head the decision was made on: any other write since then is a conflict. @default Only a change of the same champion or alias is */
  readonly expect?: number;
  /** Who decided, for people. */
  readonly by?: string;
}

export interface PromoteOptions extends DecisionOptions {
  /**
   * More evidence besides the report the version was registered with, e.g. from its time in shadow, or beside the present champion where
   * the registered report compares with another.
   */
  readonly evidence?: EvaluationReport;
  /** Promotes without a passed gate, or without a comparison with the present champion, for good reason: it stands in the history. */
  readonly override?: { readonly reason: string };
}

export interface RollbackOptions extends DecisionOptions {
  readonly reason: string;
  /** The number of an earlier champion. @default The one before the present one */
  readonly to?: number;
}

const at: OptionRules<AtOptions> = { at: option.number() };
const decision: OptionRules<DecisionOptions> = { expect: option.wholeNumber({ minimum: 0 }), by: option.text };
const promote: OptionRules<PromoteOptions> = {
  ...decision,
  evidence: option.noun,
  override: option.object<NonNullable<PromoteOptions["override"]>>({ reason: option.required(option.text) }),
};
const rollback: OptionRules<RollbackOptions> = { ...decision, reason: option.required(option.text), to: option.count };

/** What the options of a registry's methods have to be. */
export const methodRules = { at, decision, promote, rollback };
