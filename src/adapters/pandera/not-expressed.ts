/** What one side says and the other cannot. */
export interface NotExpressed {
  /** e.g. `column fare, multiple-of`, or `rule tips are no fares`. */
  readonly what: string;
  readonly why: string;
}
