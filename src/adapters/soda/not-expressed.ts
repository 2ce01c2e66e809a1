/** A part that has no counterpart on the other side. */
export interface NotExpressed {
  /** What it is, e.g. `column fare, finite` of a contract, `column fare, aggregate` of Soda's. */
  readonly what: string;
  readonly why: string;
}
