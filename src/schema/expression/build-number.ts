import { InvalidArgumentError } from "../../core/index.js";
import { condition } from "./build-condition.js";
import type { Condition, Expression, NumberColumn } from "./expression.js";
import type { ExpressionNode } from "./node.js";

export const literal = (value: number): ExpressionNode => ({ op: "literal", type: "number", value });

const operand = (other: Expression<number | null> | number): ExpressionNode =>
  typeof other === "number" ? literal(other) : other.node;

/** Wraps an expression that gives a number. */
export function numberColumn<T extends number | null = number>(node: ExpressionNode): NumberColumn<T> {
  const arithmetic = (
    op: "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum",
    other: Expression<number | null> | number,
  ): NumberColumn<T> => numberColumn<T>({ op, left: node, right: operand(other) });
  const compare = (op: "equal" | "less" | "at-most", left: ExpressionNode, right: ExpressionNode): Condition =>
    condition({ op, left, right });
  return {
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => {
      if (values.some(Number.isNaN))
        throw new InvalidArgumentError("expression", "values without NaN, which equals nothing", Number.NaN);
      return condition({ op: "one-of", of: node, values: [...values] });
    },
    plus: (other) => arithmetic("add", other),
    minus: (other) => arithmetic("subtract", other),
    times: (other) => arithmetic("multiply", other),
    dividedBy: (other) => arithmetic("divide", other),
    atLeast: (other) => compare("at-most", operand(other), node),
    atMost: (other) => compare("at-most", node, operand(other)),
    above: (other) => compare("less", operand(other), node),
    below: (other) => compare("less", node, operand(other)),
    equals: (other) => compare("equal", node, operand(other)),
    between: (low, high) => compare("at-most", literal(low), node).and(compare("at-most", node, literal(high))),
    absolute: () => numberColumn<T>({ op: "absolute", of: node }),
    floor: () => numberColumn<T>({ op: "floor", of: node }),
    logarithm: () => numberColumn<T>({ op: "natural-logarithm", of: node }),
    clip: (low, high) => {
      if (!(low <= high)) throw new InvalidArgumentError("expression", `\`high\` to be at least ${low}`, high);
      return numberColumn<T>({
        op: "minimum",
        left: { op: "maximum", left: node, right: literal(low) },
        right: literal(high),
      });
    },
    impute: (value) => numberColumn<number>({ op: "impute", of: node, value }),
    standardize: () => ({ node: { op: "standardize", of: node } }),
    cyclical: ({ period }) => {
      if (!(period > 0 && period < Number.POSITIVE_INFINITY))
        throw new InvalidArgumentError("expression", "`period` to be a finite number above 0", period);
      return { node: { op: "cyclical", of: node, period } };
    },
  };
}
