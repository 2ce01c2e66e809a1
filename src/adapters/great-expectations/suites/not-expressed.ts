/** A part that has no counterpart on the other side. */
export interface NotExpressed {
  /** What it is, e.g. `rule arrives after it left`, or the type of an expectation and its columns. */
  readonly what: string;
  readonly why: string;
}
