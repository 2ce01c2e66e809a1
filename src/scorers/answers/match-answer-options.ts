import { InvalidArgumentError } from "../../core/index.js";
import { checkExtract, type Extract } from "./extract-answer.js";

/** How far an answer may be off. Tolerances widen the default rule, they never narrow it. */
export interface Tolerance {
  /**
   * Also accept |prediction - gold| up to this, in the gold's unit with scale words written out: for a gold of `12%`
   * it counts percent, for `1.5 million` it counts ones. @default 0
   */
  readonly absoluteTolerance?: number | undefined;
  /** Also accept |prediction - gold| up to this fraction of |gold|, of the same sign: 0.01 is one percent. @default 0 */
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

const place = "match answer";

export function checkMatchAnswerOptions(options: MatchAnswerOptions): void {
  for (const name of ["absoluteTolerance", "relativeTolerance"] as const) {
    const value = options[name];
    if (value !== undefined && !(typeof value === "number" && value >= 0 && value < Infinity))
      throw new InvalidArgumentError(place, `\`${name}\` to be a finite number of at least 0`, value);
  }
  const { precision, question, extract } = options;
  if (precision !== undefined && precision !== "printed" && precision !== "exact")
    throw new InvalidArgumentError(place, '`precision` to be "printed" or "exact"', precision);
  if (question !== undefined && typeof question !== "string")
    throw new InvalidArgumentError(place, "`question` to be a string", question);
  checkExtract(place, extract);
}
