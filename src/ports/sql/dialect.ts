/** What a column of a relation holds, as far as reading it goes. */
export type SqlKind = "whole" | "number" | "boolean" | "text" | "time" | "other";

export interface SqlColumn {
  readonly name: string;
  readonly kind: SqlKind;
  /** As the engine names it. */
  readonly type: string;
}

/** How an engine writes what the others write otherwise. Arguments are SQL. */
export interface SqlDialect {
  /** Named in errors and lists. */
  readonly name: string;
  /** Gives a row for each column: its name, then its type. */
  describe(relation: string): string;
  kindOf(type: string): SqlKind;
  /** Whole milliseconds since 1970, floored, as a number; null where it is no instant. */
  milliseconds(value: string, type: string): string;
  /** Whether a whole number is exactly a double. */
  isExact(value: string): string;
  isNan(value: string): string;
  /** Whether a pattern of RE2 is found; the pattern is a literal. */
  matches(value: string, pattern: string): string;
  /** A sum whose rounding does not grow with the rows. */
  sum(value: string): string;
  /** Whole numbers of at least 38 digits: their sums and products do not overflow. */
  readonly whole: string;
  /** Whether `"N"` and `n` are one column there; then the relation's are found so. @default false */
  readonly foldsNames?: true;
  /** Whether `\\b` of a pattern goes by the letters of ASCII alone, as JavaScript's does. */
  readonly asciiBoundaries: boolean;
  readonly double: string;
  readonly text: string;
}
