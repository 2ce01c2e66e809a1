import type { Hint } from "../../core/house.js";
import type { ExpressionNode } from "./node.js";

declare const valueType: unique symbol;

/** A typed expression over a contract's row. `node` is plain JSON. */
export interface Expression<T> {
  readonly node: ExpressionNode;
  readonly [valueType]?: T | undefined;
}

/** A yes/no expression, which is missing where what it needs to know is: `false` and missing is still `false`, `true` or missing still `true`. */
export interface Condition<T extends boolean | null = boolean | null> extends Expression<T> {
  and<Other extends Condition>(other: Other): Condition<MissingWith<T, ValueOf<Other>>>;
  or<Other extends Condition>(other: Other): Condition<MissingWith<T, ValueOf<Other>>>;
  not(): Condition<T>;
}

interface AnyColumn<T> extends Expression<T> {
  isMissing(): Condition<boolean>;
}

/** A value that is missing where another one is. */
export type MissingWith<Base, Other> = null extends Other ? Base | null : Base;

/** What an operand gives: of an expression its values. */
export type ValueOf<Operand> = Operand extends Expression<infer T> ? T : Operand;

/** A comparison of two values, of which either may be missing. */
type Comparison<T, Other> = Condition<MissingWith<boolean, T | ValueOf<Other>>>;

type NumberOperand = Expression<number | null> | number;
type TextOperand = Expression<string | null> | string;
type TimeOperand = Expression<Date | null> | Date;

/** What numbers offer. Arithmetic follows IEEE 754; a missing operand gives missing. */
export interface NumberColumn<T extends number | null = number> extends AnyColumn<T> {
  oneOf(values: readonly number[]): Condition<MissingWith<boolean, T>>;
  plus<Other extends NumberOperand>(other: Other): NumberColumn<MissingWith<T, ValueOf<Other>>>;
  minus<Other extends NumberOperand>(other: Other): NumberColumn<MissingWith<T, ValueOf<Other>>>;
  times<Other extends NumberOperand>(other: Other): NumberColumn<MissingWith<T, ValueOf<Other>>>;
  dividedBy<Other extends NumberOperand>(other: Other): NumberColumn<MissingWith<T, ValueOf<Other>>>;
  atLeast<Other extends NumberOperand>(other: Other): Comparison<T, Other>;
  atMost<Other extends NumberOperand>(other: Other): Comparison<T, Other>;
  above<Other extends NumberOperand>(other: Other): Comparison<T, Other>;
  below<Other extends NumberOperand>(other: Other): Comparison<T, Other>;
  equals<Other extends NumberOperand>(other: Other): Comparison<T, Other>;
  between(low: number, high: number): Condition<MissingWith<boolean, T>>;
  absolute(): NumberColumn<T>;
  floor(): NumberColumn<T>;
  /** Natural logarithm; NaN below zero. */
  logarithm(): NumberColumn<T>;
  clip(low: number, high: number): NumberColumn<T>;
  impute(value: number): NumberColumn<number>;
  /** Zero mean and unit population standard deviation over the training rows (scikit-learn's StandardScaler). */
  standardize(): Expression<number>;
  /** Sine and cosine of a quantity that repeats: two features. */
  cyclical(options: { readonly period: number }): Expression<number>;
}

/** What text of any row offers: all but histories. */
interface AnyText<T extends string | null> extends AnyColumn<T> {
  oneOf(values: readonly string[]): Condition<MissingWith<boolean, T>>;
  equals<Other extends TextOperand>(other: Other): Comparison<T, Other>;
  differsFrom<Other extends TextOperand>(other: Other): Comparison<T, Other>;
  /** True where the pattern is found. The pattern runs once per distinct word. */
  matches(pattern: RegExp): Condition<MissingWith<boolean, T>>;
  impute(value: string): AnyText<string>;
  /** Translated by a table; words that are not in it become missing. */
  lookup(entries: { readonly [word: string]: string }): AnyText<string | null>;
  lookupNumber(entries: { readonly [word: string]: number }): NumberColumn<number | null>;
  /** One feature per category of the training rows, the most frequent first; rarer and unknown ones are all zeros. @default maxCategories 60 */
  oneHot(options?: { readonly maxCategories?: number }): Expression<number>;
}

/** What text offers. `All` is the whole row, labels included: histories may look at labels, as known at that moment. */
export interface TextColumn<T extends string | null = string, All = unknown> extends AnyText<T> {
  impute(value: string): TextColumn<string, All>;
  lookup(entries: { readonly [word: string]: string }): TextColumn<string | null, All>;
  /** Aggregates over earlier rows with the same word, as they were known at this row's event time. */
  history(options: HistoryOptions<All>): History<All>;
}

/** What times offer. Zones are IANA names, fixed or by row; the default is UTC. A word in the data that names no zone gives NaN, an invalid time. */
export interface TimeColumn<T extends Date | null = Date> extends AnyColumn<T> {
  oneOf(values: readonly Date[]): Condition<MissingWith<boolean, T>>;
  plusMinutes<Minutes extends NumberOperand>(minutes: Minutes): TimeColumn<MissingWith<T, ValueOf<Minutes>>>;
  minutesSince<Start extends Expression<Date | null>>(
    start: Start,
  ): NumberColumn<MissingWith<number, T | ValueOf<Start>>>;
  before<Other extends TimeOperand>(other: Other): Comparison<T, Other>;
  atOrAfter<Other extends TimeOperand>(other: Other): Comparison<T, Other>;
  hourOfDay(options?: ZoneOptions): CalendarColumn<T>;
  /** Monday is 1, Sunday is 7. */
  dayOfWeek(options?: ZoneOptions): CalendarColumn<T>;
  month(options?: ZoneOptions): CalendarColumn<T>;
  /** The calendar day as text, e.g. `2001-01-31`. */
  day(options?: ZoneOptions): AnyText<MissingWith<string, T>>;
  /** Reads this column as wall-clock time in a zone and gives the instant. */
  inZone(zone: Expression<string | null> | string): TimeColumn<MissingWith<Date, T>>;
}

/** A time of a row that is known: the days of it have histories. `All` is as in `TextColumn`. */
export interface RowTimeColumn<T extends Date | null, All> extends TimeColumn<T> {
  plusMinutes<Minutes extends NumberOperand>(minutes: Minutes): RowTimeColumn<MissingWith<T, ValueOf<Minutes>>, All>;
  day(options?: ZoneOptions): TextColumn<MissingWith<string, T>, All>;
  inZone(zone: Expression<string | null> | string): RowTimeColumn<MissingWith<Date, T>, All>;
}

/** A part of a time, e.g. its hour, which repeats. `Of` is what it is computed from: it is missing where that is. */
export type CalendarColumn<Of> = NumberColumn<MissingWith<number, Of>> & {
  cyclical(options?: { readonly period?: number }): Expression<number>;
};

export interface ZoneOptions {
  /** @default "UTC" */
  readonly zone?: Expression<string | null> | string;
}

/** What yes/no columns offer besides the logic of a condition. */
export interface BooleanColumn<T extends boolean | null = boolean> extends Condition<T> {
  isMissing(): Condition<boolean>;
  impute(value: boolean): BooleanColumn<boolean>;
  readonly nullable?: null extends T ? true : false;
}

/** A length of time, e.g. `30m`, `6h`, `7d`. */
export type Duration = `${number}${"m" | "h" | "d"}`;

export interface HistoryOptions<All> {
  /** How far back, counted on when things became known. */
  readonly window: Duration;
  /** When an earlier row counts as known. @default The latest of the label times that the contract states for the columns used; its event time for other columns. */
  readonly knownAt?: (past: Columns<All>) => Expression<Date | null>;
}

type Aggregated<All> =
  | KeysOf<All, number>
  | ((past: Columns<All>) => Expression<number | null> | Expression<boolean | null>);

/** Aggregates over a history window; a mean of nothing is missing. The mean of a condition is its share. */
export interface History<All> {
  mean(of: Aggregated<All>): NumberColumn<number | null>;
  sum(of: Aggregated<All>): NumberColumn<number>;
  minimum(of: Aggregated<All>): NumberColumn<number | null>;
  maximum(of: Aggregated<All>): NumberColumn<number | null>;
  /** How many earlier rows are known. @param of Whose knowledge counts. @default The row itself, at its event time. */
  count(of?: Aggregated<All>): NumberColumn<number>;
}

/** The names of the columns whose values are of a type. */
export type KeysOf<Row, T> = { [K in keyof Row]-?: NonNullable<Row[K]> extends T ? K : never }[keyof Row] & string;

/** The names of the columns that hold times. */
export type TimeColumnOf<Row> = unknown extends Row
  ? Hint<"the rows are not known here: put validate() before it in a pipeline, or name the contract: splitByTime(column, { test, contract })">
  : KeysOf<Row, Date> extends infer Name extends string
    ? [Name] extends [never]
      ? Hint<"the rows have no column of times">
      : Name
    : never;

// A column of `z.any()` would pass every test below.
type ColumnOf<T, All> = 0 extends 1 & T
  ? AnyColumn<T>
  : [NonNullable<T>] extends [boolean]
    ? BooleanColumn<T & (boolean | null)>
    : [NonNullable<T>] extends [number]
      ? NumberColumn<Nullable<T, number>>
      : [NonNullable<T>] extends [string]
        ? TextColumn<Nullable<T, string>, All>
        : [NonNullable<T>] extends [Date]
          ? RowTimeColumn<Nullable<T, Date>, All>
          : AnyColumn<T>;

type Nullable<T, Base> = null extends T ? Base | null : undefined extends T ? Base | null : Base;

/** A row's columns as expressions: what rules, targets and slices are written with. */
export type Columns<Row> = { readonly [K in keyof Row]-?: ColumnOf<Row[K], Row> };

/** What features are written with: a row's columns, of which labels are known only later. */
export type FeatureColumns<Row, Label extends string> = {
  readonly [K in keyof Row]-?: K extends Label ? LabelColumn : ColumnOf<Row[K], Row>;
};

type LabelColumn =
  Hint<"a label is not known when a prediction is asked: look at those of earlier rows by history({ window })">;
