import { checkArguments, option } from "../../core/house.js";
import type { ValueType } from "../columns/column.js";
import type { ExpressionNode } from "./node.js";
import { typeOf } from "./scalar.js";

const infix: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "−",
  multiply: "×",
  divide: "÷",
  equal: "=",
  differ: "≠",
  less: "<",
  "at-most": "≤",
  and: "and",
  or: "or",
};

/** An expression as a person would write it, e.g. `origin ≠ destination`: for reports and errors. */
export function describeExpression(node: ExpressionNode): string {
  checkArguments("expression", { node }, { node: option.having("an expression's `node`", "op") });
  const inner = (operand: ExpressionNode): string => {
    const text = describeExpression(operand);
    return "left" in operand ? `(${text})` : text;
  };
  switch (node.op) {
    case "column":
      return node.name;
    case "literal":
      return describeLiteral(node.value, node.type);
    case "not":
      return `not ${inner(node.of)}`;
    case "is-missing":
      return `${inner(node.of)} is missing`;
    case "one-of":
      return `${inner(node.of)} is one of ${node.values.map((value) => describeLiteral(value, typeOf(node.of))).join(", ")}`;
    case "matches":
      return `${inner(node.of)} matches /${node.pattern}/${node.flags}`;
    case "impute":
      return `${inner(node.of)} or ${describeLiteral(node.value, typeOf(node.of))}`;
    case "choose":
      return `${inner(node.whenTrue)} if ${inner(node.condition)} else ${inner(node.whenFalse)}`;
    case "lookup":
      return `${inner(node.of)} by a table of ${Object.keys(node.entries).length}`;
    case "plus-minutes":
      return `${inner(node.of)} + ${inner(node.minutes)} min`;
    case "minutes-since":
      return `minutes from ${inner(node.start)} to ${inner(node.of)}`;
    case "calendar":
      return `${node.part} of ${inner(node.of)}${node.zone ? ` in ${inner(node.zone)}` : ""}`;
    case "instant":
      return `${inner(node.of)} in zone ${inner(node.zone)}`;
    case "history":
      return `${node.aggregate}${node.value ? ` of ${inner(node.value)}` : ""} by ${inner(node.key)} known in the last ${node.windowMinutes} min`;
    case "standardize":
    case "one-hot":
    case "cyclical":
    case "negate":
    case "absolute":
    case "floor":
    case "natural-logarithm":
      return `${node.op}(${describeExpression(node.of)})`;
    case "minimum":
    case "maximum":
      return `${node.op}(${describeExpression(node.left)}, ${describeExpression(node.right)})`;
    case "less":
    case "at-most":
      // `delay ≥ 15` is built as 15 ≤ delay, which nobody would write.
      if (node.left.op === "literal" && node.right.op !== "literal")
        return `${inner(node.right)} ${node.op === "less" ? ">" : "≥"} ${inner(node.left)}`;
      return `${inner(node.left)} ${infix[node.op]} ${inner(node.right)}`;
    default:
      return `${inner(node.left)} ${infix[node.op]} ${inner(node.right)}`;
  }
}

function describeLiteral(value: number | string | boolean, type: ValueType): string {
  if (typeof value !== "number") return JSON.stringify(value);
  return type === "time" ? new Date(value).toISOString() : String(value);
}
