import { InvalidArgumentError } from "../../core/index.js";
import type { ValueType } from "../columns/column.js";
import type { ExpressionNode } from "./node.js";

/** What an expression gives for one row: times are milliseconds, missing is null. */
export type Scalar = number | string | boolean | null;

/** The type of an expression's value. */
export function typeOf(node: ExpressionNode): ValueType {
  switch (node.op) {
    case "column":
    case "literal":
      return node.type;
    case "lookup":
      return node.type;
    case "impute": {
      const type = typeOf(node.of);
      return type === "integer" && !Number.isInteger(node.value) ? "number" : type;
    }
    case "choose": {
      const type = typeOf(node.whenTrue);
      return type === "integer" && typeOf(node.whenFalse) === "number" ? "number" : type;
    }
    case "calendar":
      return node.part === "day" ? "text" : "integer";
    case "plus-minutes":
    case "instant":
      return "time";
    case "equal":
    case "differ":
    case "less":
    case "at-most":
    case "and":
    case "or":
    case "not":
    case "is-missing":
    case "one-of":
    case "matches":
      return "boolean";
    default:
      return "number";
  }
}

/** The expressions directly inside one. */
export function operandsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.op) {
    case "column":
    case "literal":
      return [];
    case "choose":
      return [node.condition, node.whenTrue, node.whenFalse];
    case "plus-minutes":
      return [node.of, node.minutes];
    case "minutes-since":
      return [node.of, node.start];
    case "calendar":
      return node.zone === undefined ? [node.of] : [node.of, node.zone];
    case "instant":
      return [node.of, node.zone];
    case "history":
      return [node.key, node.knownAt, ...(node.value === undefined ? [] : [node.value])];
    default:
      return "left" in node ? [node.left, node.right] : [node.of];
  }
}

/** The names of the columns an expression reads of its own row, sorted; columns of a history's earlier rows are not among them. */
export function columnsUsed(node: ExpressionNode): readonly string[] {
  const names = new Set<string>();
  const visit = (inner: ExpressionNode): void => {
    if (inner.op === "column") names.add(inner.name);
    for (const operand of inner.op === "history" ? [inner.key] : operandsOf(inner)) visit(operand);
  };
  visit(node);
  return [...names].sort();
}

/** Refuses nodes that only features may hold. @throws {InvalidArgumentError} always. */
export function refuseFeatureNode(node: { readonly op: string }): never {
  throw new InvalidArgumentError(
    "expression",
    "an expression over one row",
    node.op,
    `${node.op}, which only features may use`,
  );
}
