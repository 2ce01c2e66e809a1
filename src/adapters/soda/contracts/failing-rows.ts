import { type ExpressionNode, typeOf } from "../../../schema/house.js";

/** The rows that break a rule, as a condition of SQL; undefined when there is none that all data sources share. A rule that is missing holds. */
export function failingRows(rule: ExpressionNode): string | undefined {
  const holds = condition(rule);
  return holds && `NOT (${holds})`;
}

const comparisons = { equal: "=", differ: "<>", less: "<", "at-most": "<=" } as const;

function condition(node: ExpressionNode): string | undefined {
  switch (node.op) {
    case "and":
    case "or": {
      const [left, right] = [condition(node.left), condition(node.right)];
      return left && right && `(${left} ${node.op === "and" ? "AND" : "OR"} ${right})`;
    }
    case "not": {
      const of = condition(node.of);
      return of && `NOT (${of})`;
    }
    case "column":
      return node.type === "boolean" ? quotedName(node.name) : undefined;
    case "is-missing":
      return node.of.op === "column" ? `${quotedName(node.of.name)} IS NULL` : undefined;
    case "one-of": {
      const of = operand(node.of);
      if (of === undefined || node.values.length === 0 || typeOf(node.of) === "time") return undefined;
      return `${of} IN (${node.values.map(literal).join(", ")})`;
    }
    case "equal":
    case "differ":
    case "less":
    case "at-most": {
      const [left, right] = [operand(node.left), operand(node.right)];
      // Data sources sort text in orders of their own.
      const ordered = node.op === "less" || node.op === "at-most";
      if (ordered && typeOf(node.left) === "text") return undefined;
      return left && right && `${left} ${comparisons[node.op]} ${right}`;
    }
    default:
      return undefined;
  }
}

function operand(node: ExpressionNode): string | undefined {
  if (node.op === "column") return node.type === "other" ? undefined : quotedName(node.name);
  if (node.op !== "literal") return undefined;
  return node.type === "time" ? timeLiteral(Number(node.value)) : literal(node.value);
}

function literal(value: string | number | boolean): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

export function timeLiteral(milliseconds: number): string {
  return `TIMESTAMP '${new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "")}'`;
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
