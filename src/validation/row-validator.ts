import { type Contract, compileRow, describeExpression } from "../data/index.js";
import { compileCheck, describeCheck } from "./checks/check-value.js";
import { coerceValue } from "./coerce/coerce-value.js";
import { describeGot } from "./describe-got.js";
import { describeType } from "./describe-type.js";
import { type Reason, reason } from "./reason.js";

/** A row that was checked: with everything the contract says of it when valid, with every reason when not. */
export type CheckedRow<Row> =
  | { readonly valid: true; readonly row: Row; readonly reasons: readonly [] }
  | { readonly valid: false; readonly row: undefined; readonly reasons: readonly Reason[] };

/** Checks one untrusted row. @param textual The row comes from a source that knows only text: numbers may be read from it. @default false */
export type RowValidator<Row> = (row: unknown, textual?: boolean) => CheckedRow<Row>;

/**
 * Makes the single-row side of a contract: no store, no columns, for request bodies and queues.
 * It says of every row what `validate` says of it in a dataset.
 */
export function createRowValidator<Row, Label extends string>(contract: Contract<Row, Label>): RowValidator<Row> {
  const columns = contract.columns
    .filter(({ derived }) => derived === undefined)
    .map((column) => ({ ...column, checks: column.checks.map((check) => ({ check, passes: compileCheck(check) })) }));
  const derived = contract.columns.flatMap(({ name, type, derived }) =>
    derived === undefined ? [] : [{ name, type, compute: compileRow(derived) }],
  );
  const rules = contract.rules.map(({ name, node }) => ({ name, node, holds: compileRow(node) }));
  const residual = columns.some((column) => column.residual);

  return function checkRow(input, textual = false) {
    if (typeof input !== "object" || input === null || Array.isArray(input))
      return {
        valid: false,
        row: undefined,
        reasons: [reason("type", undefined, "a row that is an object", describeGot(input))],
      };
    const raw = input as Readonly<Record<string, unknown>>;
    const reasons: Reason[] = [];
    const values: Record<string, unknown> = {};
    for (const { name, type, nullable, checks, residual: bySchema } of columns) {
      const value = raw[name];
      if (value === null || value === undefined) {
        values[name] = null;
        if (!nullable && !bySchema) reasons.push(reason("missing", name, describeType(type), "nothing"));
        continue;
      }
      const coerced = type === "other" || bySchema ? value : coerceValue(value, type, textual);
      if (coerced === undefined) {
        reasons.push(reason("type", name, describeType(type), describeGot(value)));
        continue;
      }
      values[name] = coerced;
      if (bySchema) continue;
      for (const { check, passes } of checks)
        if (!passes(coerced as number | string | boolean))
          reasons.push(reason(check.check, name, describeCheck(check), describeGot(value)));
    }
    if (residual) {
      const outcome = contract.schema["~standard"].validate(withDates(raw, columns, values));
      if (outcome instanceof Promise)
        throw new TypeError(
          `[golden-pipeline] [validation ${contract.name}] Expected a schema that checks synchronously, got a promise`,
        );
      if (outcome.issues)
        for (const { message, path } of outcome.issues) {
          const column =
            path === undefined || path.length === 0
              ? undefined
              : String(typeof path[0] === "object" ? path[0].key : path[0]);
          if (column === undefined || columns.find(({ name }) => name === column)?.residual)
            reasons.push(reason("schema", column, "what the schema says", "something else", message));
        }
      else
        for (const { name, residual: bySchema } of columns)
          if (bySchema) values[name] = timeValue((outcome.value as Readonly<Record<string, unknown>>)[name]) ?? null;
    }
    if (reasons.length > 0) return { valid: false, row: undefined, reasons };
    for (const { name, compute } of derived) values[name] = compute(values);
    for (const { name, node, holds } of rules)
      if (holds(values) === false)
        reasons.push(reason("rule", undefined, name, `a row where ${describeExpression(node)} does not hold`));
    if (reasons.length > 0) return { valid: false, row: undefined, reasons };
    for (const { name, type } of [...columns, ...derived])
      if (type === "time" && typeof values[name] === "number") values[name] = new Date(values[name] as number);
    return { valid: true, row: values as Row, reasons: [] };
  };
}

/** What the schema is shown: the coerced values of plain columns, the raw ones of those it judges itself. */
function withDates(
  raw: Readonly<Record<string, unknown>>,
  columns: readonly { readonly name: string; readonly type: string; readonly residual: boolean }[],
  values: Readonly<Record<string, unknown>>,
): unknown {
  const shown: Record<string, unknown> = { ...raw };
  for (const { name, type, residual } of columns)
    if (!residual && name in values && values[name] !== null)
      shown[name] = type === "time" ? new Date(values[name] as number) : values[name];
  return shown;
}

function timeValue(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}
