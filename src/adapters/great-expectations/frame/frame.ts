/**
 * What a column holds, as a data frame's types: whole numbers, floating numbers, booleans, text, times without a zone, or a mixture.
 * A whole number that may be missing is a floating number there, which shows where values are read as text: `1.0`.
 */
export type CellType = "integer" | "number" | "boolean" | "text" | "time" | "object";

/** A column; missing values are null. */
export interface FrameColumn {
  readonly name: string;
  readonly type: CellType;
  readonly cells: readonly unknown[];
}

/** Columns of equal length, in order. */
export interface Frame {
  readonly columns: readonly FrameColumn[];
  readonly length: number;
  /** The position of each row in the data as it was given. */
  readonly positions: readonly number[];
}
