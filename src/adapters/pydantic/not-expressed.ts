/** What one side says and the other cannot. */
export interface NotExpressed {
  /** A place in the JSON Schema, e.g. `#/properties/tags/uniqueItems`, or a part of the contract, e.g. `rule tips are no fares`. */
  readonly what: string;
  readonly why: string;
}
