import { InvalidArgumentError, type SchemaIssue } from "../../core/index.js";
import type { ColumnDefinition, Contract } from "../contract/contract.js";

/** What the contract's own schema says of a row. */
export type SchemaOutcome =
  | { readonly issues: readonly { readonly column: string | undefined; readonly message: string }[] }
  | { readonly value: Readonly<Record<string, unknown>> };

type Values = Readonly<Record<string, unknown>>;

/**
 * Runs the schema on one row: plain columns as they were coerced, the raw values of those that only the schema can judge. A missing
 * value is shown the way the schema knows it, null or left out, since both mean missing in a column.
 */
export function compileSchema(
  { name: contractName, schema }: Pick<Contract<unknown>, "name" | "schema">,
  columns: readonly Pick<ColumnDefinition, "name" | "type" | "residual">[],
): (raw: Values, coerced: Values) => SchemaOutcome {
  const takesNull = new Set(columns.filter(({ name }) => acceptsNull(name)).map(({ name }) => name));

  function validate(row: Values): SchemaOutcome {
    const outcome = schema["~standard"].validate(row);
    if (outcome instanceof Promise)
      throw new InvalidArgumentError(`contract ${contractName}`, "a schema that checks synchronously", "a promise");
    if (outcome.issues === undefined) return { value: outcome.value as Values };
    return { issues: outcome.issues.map((issue) => ({ column: columnOf(issue), message: issue.message })) };
  }

  /** Asked by showing the schema a row that has nothing else. */
  function acceptsNull(name: string): boolean {
    const outcome = validate({ [name]: null });
    return "value" in outcome || outcome.issues.every(({ column }) => column !== name);
  }

  return (raw, coerced) => {
    const shown: Record<string, unknown> = { ...raw };
    for (const { name, type, residual } of columns) {
      const value = raw[name];
      if (value === null || value === undefined) {
        if (takesNull.has(name)) shown[name] = null;
        else delete shown[name];
      } else if (!residual && coerced[name] !== null && coerced[name] !== undefined)
        shown[name] = type === "time" ? new Date(Number(coerced[name])) : coerced[name];
    }
    return validate(shown);
  };
}

function columnOf({ path }: SchemaIssue): string | undefined {
  const first = path?.[0];
  if (first === undefined) return undefined;
  return String(typeof first === "object" ? first.key : first);
}
