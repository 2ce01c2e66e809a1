import { z } from "zod";
import type { NotExpressed } from "../../../ports/house.js";
import { condition, type ExpressionNode } from "../../../schema/house.js";
import { type Columns, type Condition, type Contract, contract } from "../../../schema/index.js";
import type { SodaContract } from "./soda-contract.js";
import { toldColumn } from "./told-column.js";

/** A contract whose columns are not known to the compiler. */
export interface ContractOfSoda {
  readonly contract: Contract<Readonly<Record<string, unknown>>>;
  /** What only `verifySodaContract`, or Soda itself, can tell: figures of whole columns, SQL. */
  readonly notExpressed: readonly NotExpressed[];
}

/** The contract of a given name, made of zod's schemas. */
export function makeContract(soda: SodaContract, contractName: string): ContractOfSoda {
  const notExpressed: NotExpressed[] = [];
  const shape: Record<string, z.ZodType> = {};
  const missing: Record<string, number> = {};
  const refused: Record<string, (column: ExpressionNode) => ExpressionNode> = {};
  const owners = new Map<string, string>();
  for (const column of soda.columns) {
    const told = toldColumn(column);
    shape[column.name] = told.type;
    if (told.missing !== undefined) missing[column.name] = told.missing;
    for (const [rule, node] of Object.entries(told.rules)) {
      refused[rule] = node;
      owners.set(rule, column.name);
    }
    notExpressed.push(...told.notExpressed.map(({ what, why }) => ({ what: `column ${column.name}, ${what}`, why })));
  }
  let schema = false;
  let strict = false;
  for (const check of soda.checks ?? [])
    for (const [type, body] of Object.entries(check)) {
      const why = tableChecks[type] ?? "a contract does not know it";
      if (type !== "schema") notExpressed.push({ what: `check ${body?.name ?? type}`, why });
      else {
        schema = true;
        strict = body?.allow_extra_columns !== true;
        if (body?.allow_other_column_order !== true)
          notExpressed.push({ what: "check schema, order", why: "a row has no order of columns" });
      }
    }
  if (!schema)
    notExpressed.push({
      what: "types of columns",
      why: "without a check of the schema Soda does not look at them, a contract does",
    });
  for (const part of Object.keys(soda))
    if (!["dataset", "columns", "checks", "description"].includes(part))
      notExpressed.push({ what: part, why: parts[part] ?? "a contract does not know it" });
  const ruled = (row: Columns<unknown>): Readonly<Record<string, Condition>> => {
    const nodes: Readonly<Record<string, { readonly node: ExpressionNode }>> = { ...row };
    return Object.fromEntries(
      Object.entries(refused).flatMap(([name, write]) => {
        const node = nodes[owners.get(name) ?? ""]?.node;
        return node === undefined ? [] : [[name, condition(write(node))]];
      }),
    );
  };
  const object = strict ? z.strictObject(shape) : z.object(shape);
  return {
    contract: contract(contractName, object, { missing, ...(owners.size > 0 && { rules: ruled }) }),
    notExpressed,
  };
}

const tableChecks: Readonly<Record<string, string>> = {
  row_count: "a contract does not count rows",
  duplicate: "a contract looks at one row at a time",
  freshness: "a contract does not know what time it is",
  failed_rows: "it is SQL",
  metric: "it is SQL",
};

const parts: Readonly<Record<string, string>> = {
  filter: "it is SQL",
  variables: "variables are left as they are written",
};
