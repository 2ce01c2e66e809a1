import { type OptionRules, option } from "../../core/house.js";
import { type Extract, extractRule } from "./extract-answer.js";

/** How far an answer may be off. Tolerances widen the default rule, they never narrow it. */
export interface Tolerance {
  /**
   * Also accept |answer - gold| up to this, in the gold's unit with scale words written out: for a gold of `12%`
   * it counts percent, for `1.5 million` it counts ones. @default 0
   */
  readonly absoluteTolerance?: number | undefined;
  /** Also accept |answer - gold| up to this fraction of |gold|, of the same sign: 0.01 is one percent. @default 0 */
  readonly relativeTolerance?: number | undefined;
  /**
   * `printed` accepts what rounds or truncates to the gold's last printed digit; `exact` accepts only the same value
   * (and the tolerances). @default "printed"
   */
  readonly precision?: "printed" | "exact" | undefined;
}

/** What `matchAnswer` may be told besides the texts. */
export interface MatchAnswerOptions extends Tolerance {
  /** The question that was asked: its unit, scale ("in millions"), percent and direction complete a bare gold. */
  readonly question?: string | undefined;
  /**
   * Where the answer stands in the text: `{ json: "result.value" }`, `"last-line"`, `"after-thinking"` or a function, which gives
   * undefined where it finds none. @default `"after-thinking"`, and of a JSON object its `answer`
   */
  readonly extract?: Extract | undefined;
}

const atLeastZero = option.number({ minimum: 0 });

export const matchAnswerRules: OptionRules<MatchAnswerOptions> = {
  absoluteTolerance: atLeastZero,
  relativeTolerance: atLeastZero,
  precision: option.oneOf("printed", "exact"),
  question: { expected: "text", holds: (value) => typeof value === "string" },
  extract: extractRule,
};
