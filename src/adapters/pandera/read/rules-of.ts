import { InvalidArgumentError } from "../../../core/index.js";
import { condition, type ExpressionNode } from "../../../schema/house.js";
import type { Columns, Condition } from "../../../schema/index.js";
import type { PanderaCheck } from "../pandera-check.js";
import { checkNode } from "./check-node.js";

/** A check that no schema says column by column. */
export interface LeftCheck {
  readonly column: string;
  readonly check: PanderaCheck;
}

/** Checks as the rules of a contract: those that fail under one name are one rule. */
export function rulesOf(left: readonly LeftCheck[]): <Row>(row: Columns<Row>) => Readonly<Record<string, Condition>> {
  return (row) => {
    const columns: Readonly<Record<string, { readonly node: ExpressionNode } | undefined>> = { ...(row as object) };
    const nodes = new Map<string, ExpressionNode>();
    for (const { column, check } of left) {
      const of = columns[column]?.node;
      if (of === undefined)
        throw new InvalidArgumentError(
          "pandera",
          `a contract with the column ${column} of the schema`,
          Object.keys(columns),
        );
      const node = checkNode(check, of);
      if (typeof node === "string")
        throw new InvalidArgumentError("pandera", `a column for ${check.name}`, column, node);
      const before = check.error === undefined ? undefined : nodes.get(check.error);
      nodes.set(
        check.error ?? freeName(nodes, `${column} ${check.name.replaceAll("_", " ")}`),
        before === undefined ? node : { op: "and", left: before, right: node },
      );
    }
    return Object.fromEntries([...nodes].map(([name, node]) => [name, condition(node)]));
  };
}

function freeName(taken: ReadonlyMap<string, unknown>, name: string): string {
  let free = name;
  for (let at = 2; taken.has(free); at++) free = `${name} ${at}`;
  return free;
}
