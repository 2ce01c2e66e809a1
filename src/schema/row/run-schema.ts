import type { SchemaIssue } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { ColumnDefinition, Contract } from "../contract/contract.js";
import { zodColumn } from "../contract/walk-zod.js";

/** What the contract's own schema says of a row. */
export type SchemaOutcome =
  | { readonly issues: readonly { readonly column: string | undefined; readonly message: string }[] }
  | { readonly value: Readonly<Record<string, unknown>> };

type Values = Readonly<Record<string, unknown>>;

/**
 * Runs the schema on one row: every column as it was coerced, or raw where it has no value of the type that the schema reads. A missing
 * value is shown the way the schema knows it, null or left out, since both mean missing in a column.
 * @param columns Those that are judged; what the schema says of the contract's others, which are not known yet, is left aside.
 */
export function compileSchema(
  {
    name: contractName,
    schema,
    columns: all,
    strict,
  }: Pick<Contract<unknown>, "name" | "schema" | "columns" | "strict">,
  columns: readonly Pick<ColumnDefinition, "name" | "type" | "residual">[],
): (raw: Values, coerced: Values) => SchemaOutcome {
  const names = new Set(all.map(({ name }) => name));
  const leftOut = new Set(all.map(({ name }) => name).filter((name) => !columns.some((known) => known.name === name)));
  const takesNull = new Set(columns.filter(({ name }) => acceptsNull(name)).map(({ name }) => name));

  /** What is wrong with columns that are left out is nobody's concern; the others are then judged one by one, where the schema can be asked so. */
  function withoutLeftOut(outcome: SchemaOutcome, shown: Values): SchemaOutcome {
    if ("value" in outcome) return outcome;
    const issues = outcome.issues.filter(({ column }) => column === undefined || !leftOut.has(column));
    if (issues.length > 0) return { issues };
    const value: Record<string, unknown> = { ...shown };
    for (const { name, residual } of columns) {
      const judged = residual ? zodColumn(schema, name)?.["~standard"].validate(shown[name]) : undefined;
      if (judged !== undefined && "value" in judged) value[name] = judged.value;
    }
    return { value };
  }

  function validate(row: Values): SchemaOutcome {
    const outcome = schema["~standard"].validate(row);
    if (outcome instanceof Promise)
      throw new InvalidArgumentError(
        `contract ${contractName}`,
        "a schema that checks synchronously",
        undefined,
        "a promise",
      );
    if (outcome.issues === undefined) return { value: outcome.value as Values };
    return { issues: outcome.issues.map((issue) => ({ column: columnOf(issue), message: issue.message })) };
  }

  /** Asked by showing the schema a row that has nothing else. */
  function acceptsNull(name: string): boolean {
    const outcome = validate({ [name]: null });
    return "value" in outcome || outcome.issues.every(({ column }) => column !== name);
  }

  return (raw, coerced) => {
    // Other columns than the contract's are null where they are left out; those of a strict schema are judged by the validator.
    const shown: Record<string, unknown> = Object.fromEntries(
      Object.entries(raw).filter(([name, value]) => names.has(name) || (!strict && value !== null)),
    );
    for (const { name, type, residual } of columns) {
      const value = raw[name];
      if (value === null || value === undefined) {
        if (takesNull.has(name)) shown[name] = null;
        else delete shown[name];
      } else if (coerced[name] !== null && coerced[name] !== undefined)
        shown[name] = type === "time" && !residual ? new Date(Number(coerced[name])) : coerced[name];
    }
    return withoutLeftOut(validate(shown), shown);
  };
}

function columnOf({ path }: SchemaIssue): string | undefined {
  const first = path?.[0];
  if (first === undefined) return undefined;
  return String(typeof first === "object" ? first.key : first);
}
