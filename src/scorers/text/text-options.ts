import { type OptionRules, option } from "../../core/house.js";

/** What all metrics on texts may be told. */
export interface TextOptions {
  /** From which score on it is a match. @default 1 */
  readonly threshold?: number;
  /**
   * In UTF-16 units, as `length` counts. Longer golds are refused, longer answers score 0 by the rule `too-long`, so that no
   * output takes unbounded time or memory.
   * @default 100_000
   */
  readonly maximumLength?: number;
}

export const textRules: OptionRules<TextOptions> = { threshold: option.share, maximumLength: option.count };

/** What was to be read does not allow a measurement: the answer says nothing, is too long, or is no text at all. */
export type UnreadRule = "no-answer" | "too-long";
