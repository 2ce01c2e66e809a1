/** A part that has no counterpart on the other side. */
export interface NotExpressed {
  /** What it is, e.g. `column fare, multiple-of` of a contract, `feature fare, unique_constraints` of a schema. */
  readonly what: string;
  readonly why: string;
}
