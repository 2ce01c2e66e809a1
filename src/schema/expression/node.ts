import type { ValueType } from "../columns/column.js";

/**
 * An expression as data: typed by the contract, fingerprinted as canonical JSON, compiled to columns and to single rows.
 *
 * Missing values follow three-valued logic in both compilers: arithmetic, comparisons, `matches`, `one-of`, `lookup` and calendar
 * parts of a missing value are missing; `and`/`or`/`not` are Kleene's; only `is-missing` and `impute` look at missing itself.
 * NaN is a number like in IEEE 754: it propagates through arithmetic, every comparison with it is false, `differ` is true.
 */
export type ExpressionNode =
  | { readonly op: "column"; readonly name: string; readonly type: ValueType }
  | { readonly op: "literal"; readonly type: ValueType; readonly value: number | string | boolean }
  | {
      readonly op: "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum";
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly op: "negate" | "absolute" | "floor" | "natural-logarithm"; readonly of: ExpressionNode }
  | {
      readonly op: "equal" | "differ" | "less" | "at-most";
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly op: "and" | "or"; readonly left: ExpressionNode; readonly right: ExpressionNode }
  | { readonly op: "not" | "is-missing"; readonly of: ExpressionNode }
  | { readonly op: "one-of"; readonly of: ExpressionNode; readonly values: readonly (number | string | boolean)[] }
  | { readonly op: "matches"; readonly of: ExpressionNode; readonly pattern: string; readonly flags: string }
  | { readonly op: "impute"; readonly of: ExpressionNode; readonly value: number | string | boolean }
  | {
      readonly op: "choose";
      readonly condition: ExpressionNode;
      readonly whenTrue: ExpressionNode;
      readonly whenFalse: ExpressionNode;
    }
  /** Text to text or number by a table that is part of the expression; a word that is not in it is missing. */
  | {
      readonly op: "lookup";
      readonly of: ExpressionNode;
      readonly type: "text" | "number";
      readonly entries: { readonly [word: string]: string | number };
    }
  | { readonly op: "plus-minutes"; readonly of: ExpressionNode; readonly minutes: ExpressionNode }
  | { readonly op: "minutes-since"; readonly of: ExpressionNode; readonly start: ExpressionNode }
  /** A part of the calendar in an IANA zone (default UTC). `day` is text like `2001-01-31`, the others are whole numbers; Monday is 1. */
  | {
      readonly op: "calendar";
      readonly part: "hour" | "minute" | "day-of-week" | "day-of-month" | "month" | "day";
      readonly of: ExpressionNode;
      readonly zone?: ExpressionNode;
    }
  /** The instant of a wall-clock time that was read as if it were UTC, in an IANA zone. A time skipped by daylight saving moves forward; a doubled one is the first. */
  | { readonly op: "instant"; readonly of: ExpressionNode; readonly zone: ExpressionNode }
  | FittedNode
  | HistoryNode;

/** Needs state learned from training data, so it may only stand at the top of a feature. */
export type FittedNode =
  | { readonly op: "standardize"; readonly of: ExpressionNode }
  | { readonly op: "one-hot"; readonly of: ExpressionNode; readonly maximumCategories: number }
  | { readonly op: "cyclical"; readonly of: ExpressionNode; readonly period: number };

/**
 * An aggregate over earlier rows of the same key, as known at the row's own event time t: rows whose `knownAt` lies in [t − window, t), strictly
 * before t, so that rows of the same instant never see each other, in training as in serving.
 * `mean` of none is missing; `count` of none is 0. The expressions `value` and `knownAt` are evaluated on the earlier rows.
 */
export interface HistoryNode {
  readonly op: "history";
  readonly aggregate: "mean" | "count" | "sum" | "minimum" | "maximum";
  readonly key: ExpressionNode;
  readonly knownAt: ExpressionNode;
  readonly windowMinutes: number;
  /** Absent for `count`. */
  readonly value?: ExpressionNode;
}
