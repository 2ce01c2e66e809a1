/** One record of a CSV text: its fields, or why it is none. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly problem?: string;
  /** Where it stands in the text, its line break included. */
  readonly start: number;
  readonly end: number;
}
