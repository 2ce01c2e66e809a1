/** A part that has no counterpart on the other side, when a contract is written in another system's words, or read from them. */
export interface NotExpressed {
  /** What it is: a part of the contract, e.g. `column fare, multiple-of` or `rule tips are no fares`, or a place of the other system's, e.g. `feature fare, unique_constraints`. */
  readonly what: string;
  readonly why: string;
}
