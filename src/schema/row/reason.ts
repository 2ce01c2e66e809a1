import type { ColumnCheck } from "../contract/contract.js";

/** Why a row is not valid, as a code to count by. `rule` and `schema` are told apart by their message. */
export type ReasonCode =
  | ColumnCheck["check"]
  | "missing"
  | "type"
  | "unknown-column"
  | "schema"
  | "rule"
  | "duplicate"
  | "unreadable";

/** One thing that is wrong with a row. */
export interface Reason {
  readonly code: ReasonCode;
  /** Absent when it is about the whole row. */
  readonly column?: string;
  /** Readable as it stands, e.g. `delay: expected at most 1440, got 5000 (number)`. */
  readonly message: string;
  readonly expected: string;
  readonly got: string;
}

/** A reason in its one form. */
export function reason(
  code: ReasonCode,
  column: string | undefined,
  expected: string,
  got: string,
  own?: string,
): Reason {
  const place = column === undefined ? "" : `${column}: `;
  const message = own === undefined ? `${place}expected ${expected}, got ${got}` : `${place}${own}`;
  return { code, ...(column !== undefined && { column }), message, expected, got };
}

/** What reasons are counted by: the code and its column, or the name of the rule. */
export function reasonKey({ code, column, expected }: Reason): string {
  if (code === "rule") return `rule ${expected}`;
  return column === undefined ? code : `${column} ${code}`;
}
