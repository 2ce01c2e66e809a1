import { checkArguments, option } from "../../core/house.js";
import type { ValueType } from "../columns/column.js";
import type { Contract, InputRow } from "../contract/contract.js";
import { compileRow } from "../expression/compile-row.js";
import { describeExpression } from "../expression/describe-expression.js";
import { columnsUsed } from "../expression/scalar.js";
import { compileCheck, describeCheck } from "./check-value.js";
import { coerceValue } from "./coerce-value.js";
import { describeGot } from "./describe-got.js";
import { describeType } from "./describe-type.js";
import { type Reason, reason } from "./reason.js";
import { compileSchema } from "./run-schema.js";
import { type TextNotation, type TextReader, textReader } from "./text-notation.js";

/** A row that was checked: with everything the contract says of it when valid, with every reason when not. */
export type CheckedRow<Row> =
  | { readonly valid: true; readonly row: Row; readonly reasons: readonly [] }
  | { readonly valid: false; readonly row: undefined; readonly reasons: readonly Reason[] };

type ContractFacts = Pick<Contract<unknown>, "name" | "columns" | "rules" | "schema" | "eventTime" | "strict">;

/** Checks one untrusted row. @param textual The row comes from a source that knows only text, in this notation: numbers may be read from it. @default false */
export type RowValidator<Row> = (row: unknown, textual?: boolean | TextNotation) => CheckedRow<Row>;

/**
 * Makes the single-row side of a contract: no store, no columns, for request bodies and queues.
 * It says of every row what `validate` says of it in a dataset.
 */
export function createRowValidator<Row, Label extends string>(contract: Contract<Row, Label>): RowValidator<Row> {
  checkArguments("row validator", { contract }, { contract: option.contract });
  return validatorOf<Row>(contract, () => true);
}

/** As `createRowValidator`, for rows whose labels are not known yet: label columns, and rules that look at them, are left out. */
export function createInputValidator<Row, Label extends string>(
  contract: Contract<Row, Label>,
): RowValidator<InputRow<Row, Label>> {
  checkArguments("row validator", { contract }, { contract: option.contract });
  return validatorOf<InputRow<Row, Label>>(contract, (name) => !(name in contract.labels));
}

function validatorOf<Row>(contract: ContractFacts, isKnown: (column: string) => boolean): RowValidator<Row> {
  const columns = contract.columns
    .filter(({ derived, name }) => derived === undefined && isKnown(name))
    .map((column) => ({ ...column, checks: column.checks.map((check) => ({ check, passes: compileCheck(check) })) }));
  const derived = contract.columns.flatMap(({ name, type, derived, checks }) =>
    derived === undefined
      ? []
      : [
          {
            name,
            type,
            compute: compileRow(derived),
            checks: checks.map((check) => ({ check, passes: compileCheck(check) })),
          },
        ],
  );
  const rules = contract.rules
    .filter(({ node }) => columnsUsed(node).every(isKnown))
    .map(({ name, node }) => ({ name, node, holds: compileRow(node), columns: columnsUsed(node) }));
  const named = contract.strict ? new Set(contract.columns.map(({ name }) => name)) : undefined;
  const runSchema = columns.some((column) => column.residual) ? compileSchema(contract, columns) : undefined;

  /** Plain columns were judged by their checks already, in words of their own. */
  function schemaReasons(
    issues: readonly { readonly column: string | undefined; readonly message: string }[],
    onlyOnes: boolean,
  ): Reason[] {
    const own = issues.filter(
      ({ column }) => column === undefined || columns.find(({ name }) => name === column)?.residual !== false,
    );
    return (own.length === 0 && onlyOnes ? issues : own).map(({ column, message }) =>
      reason("schema", column, "what the schema says", "something else", message),
    );
  }

  return function checkRow(input, textual = false) {
    if (typeof input !== "object" || input === null || Array.isArray(input))
      return {
        valid: false,
        row: undefined,
        reasons: [reason("type", undefined, "a row that is an object", describeGot(input))],
      };
    const raw = input as Readonly<Record<string, unknown>>;
    const reader = textReader(textual);
    const reasons: Reason[] = [];
    if (named !== undefined)
      // Columns cannot tell what is left out from what is null.
      for (const [name, value] of Object.entries(raw))
        if (!named.has(name) && value !== null && value !== undefined)
          reasons.push(reason("unknown-column", name, "no such column, as the schema is strict", describeGot(value)));
    const values: Record<string, unknown> = {};
    for (const { name, type, input: before = type, nullable, checks, residual: bySchema } of columns) {
      const value = raw[name];
      if (value === null || value === undefined) {
        values[name] = null;
        if (!nullable && !bySchema) reasons.push(reason("missing", name, describeType(type), "nothing"));
        continue;
      }
      if (bySchema) {
        values[name] = shownValue(value, before, reader);
        continue;
      }
      const coerced = type === "other" ? value : coerceValue(value, type, reader);
      if (coerced === undefined) {
        reasons.push(reason("type", name, describeType(type), describeGot(value)));
        continue;
      }
      values[name] = coerced;
      for (const { check, passes } of checks)
        if (!passes(coerced as number | string | boolean))
          reasons.push(reason(check.check, name, describeCheck(check), describeGot(value)));
    }
    if (runSchema !== undefined) {
      const outcome = runSchema(raw, values);
      for (const { name, type, residual } of columns)
        if (residual) values[name] = "value" in outcome ? heldValue(outcome.value[name], type) : null;
      if ("issues" in outcome) reasons.push(...schemaReasons(outcome.issues, reasons.length === 0));
    }
    // What is wrong with one column does not hide what is wrong with others: rules see its value as missing.
    for (const { column } of reasons) if (column !== undefined && column in values) values[column] = null;
    const sound = reasons.length === 0;
    for (const { name, type, compute, checks } of derived) {
      const value = compute(values);
      values[name] = value;
      // A row that cannot say when it happened is of no use to anything that looks at time.
      if (value === null && name === contract.eventTime && sound)
        reasons.push(reason("missing", name, describeType(type), "nothing"));
      for (const { check, passes } of checks)
        if (value !== null && !passes(value))
          reasons.push(reason(check.check, name, describeCheck(check), describeGot(value)));
    }
    for (const { name, node, holds, columns: used } of rules)
      if (holds(values) === false) {
        const got = used.map((column) => `${column} ${describeGot(raw[column] ?? values[column])}`).join(", ");
        const own = `rule "${name}": expected ${describeExpression(node)}, got ${got}`;
        reasons.push(reason("rule", undefined, name, got, own));
      }
    if (reasons.length > 0) return { valid: false, row: undefined, reasons };
    for (const { name, type } of [...columns, ...derived])
      if (type === "time" && typeof values[name] === "number") values[name] = new Date(values[name] as number);
    return { valid: true, row: values as Row, reasons: [] };
  };
}

/** What the schema itself is shown: a value of the type that it reads, where there is one without loss, otherwise the value as it is. */
function shownValue(value: unknown, type: ValueType, reader: TextReader | undefined): unknown {
  const coerced = coerceValue(value, type, reader);
  if (coerced === undefined) return value;
  return type === "time" && typeof coerced === "number" ? new Date(coerced) : coerced;
}

/** What the schema made of a value, as expressions compute with it; what is of no one type stays what it is, a Date among texts too. */
function heldValue(value: unknown, type: ValueType): unknown {
  return value instanceof Date && type !== "other" ? value.getTime() : (value ?? null);
}
