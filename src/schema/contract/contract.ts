import type { StandardSchema } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import type { ExpressionNode } from "../expression/node.js";

declare const rowType: unique symbol;

/** Limits that a column's values are checked against column by column, all of them facts of the schema. */
export type ColumnCheck =
  | { readonly check: "at-least" | "at-most" | "above" | "below"; readonly value: number }
  | { readonly check: "multiple-of"; readonly value: number }
  | { readonly check: "finite" }
  | { readonly check: "one-of"; readonly values: readonly (string | number | boolean)[] }
  /** In Unicode code points, as zod 4 counts; `String.length` counts an emoji twice. */
  | { readonly check: "length"; readonly minimum?: number; readonly maximum?: number }
  | { readonly check: "matches"; readonly pattern: string; readonly flags: string; readonly format?: string };

/** What the contract says of one column. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: ValueType;
  /** Whether a row may lack it (null or undefined). */
  readonly nullable: boolean;
  readonly checks: readonly ColumnCheck[];
  /** Parts of the schema that have no columnar form (transforms, refinements, nested objects): the schema itself must be run on the row. */
  readonly residual: boolean;
  /** What it is before the schema runs on it, where that is another type than what the schema makes of it. */
  readonly input?: ValueType;
  /** Computed from the other columns after these were validated. */
  readonly derived?: ExpressionNode;
}

/**
 * What a row must be, and when it is known: the only thing that makes raw data trusted.
 * `Label` names the columns that are known only later; features may not use them directly.
 */
export interface Contract<Row, Label extends string = never> {
  readonly kind: "contract";
  /** Lower-case words joined by `-`; part of log names. */
  readonly name: string;
  /** sha256 of the canonical JSON of everything below. */
  readonly fingerprint: string;
  readonly columns: readonly ColumnDefinition[];
  /** The whole-row schema, for parts that have no columnar form. */
  readonly schema: StandardSchema<unknown, unknown>;
  /** Whether rows may have no other columns, as `z.strictObject` says. Absent where they may: others are then left out. */
  readonly strict?: true;
  /** The column that says when a row happened and when a prediction for it is asked. */
  readonly eventTime: string | undefined;
  /** For each label column, when its value becomes known. */
  readonly labels: { readonly [column: string]: { readonly knownAt: ExpressionNode } };
  /** Largest share of missing values a dataset may have, by nullable column and `default`. */
  readonly missing: { readonly [column: string]: number };
  readonly rules: readonly { readonly name: string; readonly node: ExpressionNode }[];
  readonly [rowType]?: { readonly row: Row; readonly label: Label } | undefined;
}

/**
 * A schema's output as rows hold it: every column is there, and a value that is missing is null, whether the schema says `optional`, `nullable`
 * or `nullish`. Columns know one kind of missing, and what comes out of `checkRows`, `validate` and `collectRows` says so.
 */
export type CompleteRow<Raw> = {
  [K in keyof Raw]-?: undefined extends Raw[K] ? Exclude<Raw[K], undefined> | null : Raw[K];
};

/**
 * The row type of a contract, as its datasets and checked rows hold it: every column is there, missing is null, also of a column that the schema
 * calls `optional`.
 * @example type Visit = RowOf<typeof visits>; // z.object({ page: z.string(), pages: z.int().optional() }) gives { page: string; pages: number | null }
 */
export type RowOf<C> = C extends Contract<infer Row, string> ? Row : never;
/** The names of the label columns of a contract. */
export type LabelOf<C> = C extends Contract<unknown, infer Label> ? Label : never;
/** What is known of a row when a prediction is asked: everything but the labels. */
export type InputRow<Row, Label extends string> = Omit<Row, Label>;
/** An input row as who asks may write it: a column that may be missing may also be left out. */
export type RequestRow<Row, Label extends string> = {
  [K in keyof Row as K extends Label ? never : null extends Row[K] ? never : K]: Row[K];
} & {
  [K in keyof Row as K extends Label ? never : null extends Row[K] ? K : never]?: Row[K] | undefined;
};
