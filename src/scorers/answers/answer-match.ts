/**
 * Which rule decided. Accepting: `exact` (same text), `equal` (same number), `rounds` and `truncates` (to the gold's printed precision),
 * `repeating-fraction`, `absolute-tolerance`, `relative-tolerance`, `range`, `inequality`, `list`, `date`, `identifier`.
 * Refusing: `sign-flip`, `scale-slip`, `unit-mismatch`, `beyond-tolerance`, `negated`, and `refusal`, where the text says that it does not answer.
 * Open: `no-answer`, `hedge`, `several-answers`, `not-a-point`, `expression` (a number that is only part of a term), `coarser` (rounded
 * beyond the gold's digits), `text-differs`, `no-extract`. A refusing rule is open too where the gold's number stands elsewhere in the answer.
 */
export type AnswerRule =
  | "exact"
  | "equal"
  | "rounds"
  | "truncates"
  | "repeating-fraction"
  | "absolute-tolerance"
  | "relative-tolerance"
  | "range"
  | "inequality"
  | "list"
  | "date"
  | "identifier"
  | "no-answer"
  | "no-extract"
  | "refusal"
  | "hedge"
  | "several-answers"
  | "negated"
  | "not-a-point"
  | "expression"
  | "coarser"
  | "sign-flip"
  | "scale-slip"
  | "unit-mismatch"
  | "beyond-tolerance"
  | "text-differs";

/** Something that a reader of the verdict should know; it does not change the verdict. */
export type AnswerWarning =
  | "several-values"
  | "implied-scale"
  | "uncertain"
  | "verbal-sign"
  | "ambiguous-sign"
  | "ambiguous-separator"
  | "ambiguous-date"
  | "ambiguous-unit"
  | "unchecked-unit";

/** The verdict on one answer, with the evidence that it rests on. Plain JSON. */
export interface AnswerMatch {
  readonly match: boolean;
  /** 1 for a match, 0 otherwise; there is no partial credit for a wrong number. */
  readonly score: 0 | 1;
  /** No match, and no mistake that is sure: a hedge, several answers, other words. It is for a dearer reader. Absent where it is decided. */
  readonly open?: true;
  readonly rule: AnswerRule;
  /** The gold as it was read, e.g. `-32%`, `USD 1500000`; the normalised text for a gold that is no quantity. */
  readonly gold: string;
  /** Which of several golds the verdict is about, from 0: the one that matched, else the nearest to a match. */
  readonly goldIndex?: number;
  /** What was taken from the answer to be compared; undefined when nothing could be. */
  readonly answer: string | undefined;
  /** |answer - gold| in the gold's unit with scale words written out (percent stays percent); undefined for texts. */
  readonly absoluteError: number | undefined;
  /** |answer - gold| / |gold|; undefined for texts and for a gold of 0. */
  readonly relativeError: number | undefined;
  readonly warnings: readonly AnswerWarning[];
}
