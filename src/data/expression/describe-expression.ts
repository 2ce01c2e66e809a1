import type { ExpressionNode } from "./node.js";

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
  const inner = (operand: ExpressionNode): string => {
    const text = describeExpression(operand);
    return "left" in operand ? `(${text})` : text;
  };
  switch (node.op) {
    case "column":
      return node.name;
    case "literal":
      return node.type === "time" ? new Date(Number(node.value)).toISOString() : JSON.stringify(node.value);
    case "not":
      return `not ${inner(node.of)}`;
    case "is-missing":
      return `${inner(node.of)} is missing`;
    case "one-of":
      return `${inner(node.of)} is one of ${node.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "matches":
      return `${inner(node.of)} matches /${node.pattern}/${node.flags}`;
    case "impute":
      return `${inner(node.of)} or ${JSON.stringify(node.value)}`;
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
    default:
      return `${inner(node.left)} ${infix[node.op]} ${inner(node.right)}`;
  }
}
