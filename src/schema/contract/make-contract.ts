import {
  checkArguments,
  checkOptions,
  didYouMean,
  fingerprint,
  type OptionRule,
  type OptionRules,
  option,
} from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import { builtEntries, builtNode } from "../expression/built-node.js";
import { columnsOf } from "../expression/columns-of.js";
import type { Columns, Condition, Expression, TimeColumnOf } from "../expression/expression.js";
import type { ExpressionNode } from "../expression/node.js";
import type { ColumnDefinition, CompleteRow, Contract } from "./contract.js";
import { deepFreeze } from "./deep-freeze.js";
import type { DerivedSchema } from "./derive.js";
import { isStrict, walkZod } from "./walk-zod.js";

export interface ContractOptions<Row, Label extends string> {
  /** The types of the columns: needed for schemas that are not zod objects, and for transforms, whose outcome no schema tells. */
  readonly columns?: { readonly [K in keyof Row]: ValueType };
  /** The column that says when a row happened and when a prediction for it is asked. */
  readonly eventTime?: TimeColumnOf<Row>;
  /** Columns that are known only later, each with when. Features may not use them directly. */
  readonly labels?: { readonly [K in Label]: { readonly knownAt: (row: Columns<Row>) => Expression<Date | null> } };
  /** Largest share of missing values in a dataset, by nullable column; `default` for the others. @default no limit */
  readonly missing?: { readonly default?: number } & { readonly [K in keyof Row]?: number };
  /** What must hold within a row. A rule that is missing, because a value it needs is, holds. */
  readonly rules?: (row: Columns<Row>) => Readonly<Record<string, Condition>>;
}

const rules: OptionRules<ContractOptions<object, string>> = {
  columns: option.noun,
  eventTime: option.text,
  labels: option.noun,
  missing: option.noun,
  rules: option.callback,
};

const labelRule: OptionRule = {
  ...option.noun,
  expected: "`{ knownAt: (row) => … }`, which says when its value is known",
};
const knownAtRule: OptionRule = {
  ...option.callback,
  expected: "a function of the row that gives a time, e.g. `(row) => row.at.plusMinutes(60)`",
};

/**
 * States what a row must be and when it is known; types come from the schema.
 *
 * @param name Lower-case words joined by `-`; it becomes part of log names.
 * @param schema Any Standard Schema for a row. A zod object is walked, so that its checks run column by column; `derive` adds computed columns to it.
 * @throws {InvalidArgumentError} a column is not known, the event time is no time or itself a label, or a share is not between 0 and 1.
 */
export function contract<Row, Label extends keyof Row & string = never>(
  name: string,
  schema: StandardSchema<unknown, Row>,
  options: ContractOptions<CompleteRow<Row>, Label> = {},
): Contract<CompleteRow<Row>, Label> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("contract", "a name of lower-case words joined by `-`", name);
  const place = `contract ${name}`;
  checkOptions<ContractOptions<CompleteRow<Row>, Label>>(place, options, rules);
  checkArguments(place, { schema }, { schema: option.having("a schema, e.g. of zod", "~standard") });
  const columns =
    "derivedColumns" in schema
      ? derivedColumns(schema as DerivedSchema<Row>)
      : (withTypes(walkZod(schema), options.columns) ?? explicitColumns(place, options.columns));
  const row = columnsOf(columns, { place, owner: place }) as Columns<CompleteRow<Row>>;
  const labels: Record<string, { readonly knownAt: ExpressionNode }> = {};
  const columnNames = columns.map((column) => column.name);
  const eventTime = typeof options.eventTime === "string" ? options.eventTime : undefined;
  if (eventTime !== undefined) {
    const type = columns.find((column) => column.name === eventTime)?.type;
    if (type !== "time")
      throw new InvalidArgumentError(
        place,
        `\`eventTime\` to be a time column`,
        eventTime,
        type
          ? `${eventTime}, a ${type} column`
          : `${eventTime}, which is no column${didYouMean(eventTime, columnNames)}`,
      );
    if (Object.hasOwn(options.labels ?? {}, eventTime))
      throw new InvalidArgumentError(
        place,
        "`eventTime` to be known when a prediction is asked",
        eventTime,
        `label ${eventTime}`,
      );
  }
  for (const [column, label] of Object.entries<{
    readonly knownAt: (row: Columns<CompleteRow<Row>>) => Expression<Date | null>;
  }>(options.labels ?? {})) {
    if (!columnNames.includes(column))
      throw new InvalidArgumentError(
        place,
        "labels to be columns",
        column,
        `${JSON.stringify(column)}${didYouMean(column, columnNames)}`,
      );
    const named = `labels.${column}`;
    checkArguments(place, { [named]: label }, { [named]: labelRule });
    checkArguments(place, { [`${named}.knownAt`]: label.knownAt }, { [`${named}.knownAt`]: knownAtRule });
    labels[column] = { knownAt: builtNode(place, `\`${named}.knownAt\``, label.knownAt(row), "time") };
  }
  const rowRules =
    options.rules === undefined
      ? []
      : builtEntries(place, "`rules`", options.rules(row)).map(([rule, built]) => ({
          name: rule,
          node: builtNode(place, `rule "${rule}"`, built, "condition"),
        }));
  const missing = Object.fromEntries(
    Object.entries<number | undefined>(options.missing ?? {}).map(([column, share]) => [
      column,
      checkShare(place, columns, column, share),
    ]),
  );
  const strict = "derivedColumns" in schema ? (schema as DerivedSchema<Row>).strict : isStrict(schema);
  const facts = deepFreeze({
    name,
    columns,
    eventTime,
    labels,
    missing,
    rules: rowRules,
    ...(strict && { strict: true as const }),
  });
  return Object.freeze({ kind: "contract" as const, ...facts, fingerprint: fingerprint(facts), schema });
}

function derivedColumns(schema: DerivedSchema<unknown>): readonly ColumnDefinition[] {
  return [...schema.schemaColumns, ...schema.derivedColumns];
}

/** Where only the schema itself decides what a value becomes, stated types stand above what was guessed. */
function withTypes(
  columns: readonly ColumnDefinition[] | undefined,
  types: Readonly<Record<string, ValueType>> | undefined,
): readonly ColumnDefinition[] | undefined {
  return columns?.map((column) => {
    const { name, type, input = type, ...others } = column;
    const stated = types?.[name];
    if (!column.residual || stated === undefined) return column;
    return { name, ...others, type: stated, ...(input !== stated && { input }) };
  });
}

function explicitColumns(
  place: string,
  types: Readonly<Record<string, ValueType>> | undefined,
): readonly ColumnDefinition[] {
  if (types === undefined)
    throw new InvalidArgumentError(
      place,
      "a zod object schema, or `columns` that state the type of each column of another schema",
      types,
    );
  return Object.entries(types).map(([name, type]) => ({ name, type, nullable: true, checks: [], residual: true }));
}

function checkShare(
  place: string,
  columns: readonly ColumnDefinition[],
  column: string,
  share: number | undefined,
): number {
  if (column !== "default" && !columns.some((known) => known.name === column))
    throw new InvalidArgumentError(
      place,
      "`missing` to name columns",
      column,
      `${JSON.stringify(column)}${didYouMean(column, [...columns.map((known) => known.name), "default"])}`,
    );
  if (share === undefined || !option.share.holds(share))
    throw new InvalidArgumentError(place, `\`missing.${column}\` to be ${option.share.expected}`, share);
  return share;
}
