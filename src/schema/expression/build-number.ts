import { checkArguments, checkOptions, type OptionRule, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { condition } from "./build-condition.js";
import type { Condition, Expression, MissingWith, NumberColumn, ValueOf } from "./expression.js";
import { guardExpression } from "./guard-expression.js";
import type { ExpressionNode } from "./node.js";
import { operandOf } from "./operand.js";

export const literal = (value: number): ExpressionNode => ({ op: "literal", type: "number", value });

const limit: OptionRule = option.number({ infinite: true });
const constant: OptionRule = { expected: "a number", holds: (value) => typeof value === "number" };

/** Wraps an expression that gives a number. */
export function numberColumn<T extends number | null = number>(node: ExpressionNode): NumberColumn<T> {
  const arithmetic = <Other extends Expression<number | null> | number>(
    method: string,
    op: "add" | "subtract" | "multiply" | "divide",
    other: Other,
  ): NumberColumn<MissingWith<T, ValueOf<Other>>> =>
    numberColumn<MissingWith<T, ValueOf<Other>>>({ op, left: node, right: operandOf(method, "number", other) });
  const compare = <Held extends boolean | null>(
    op: "equal" | "less" | "at-most",
    left: ExpressionNode,
    right: ExpressionNode,
  ): Condition<Held> => condition<Held>({ op, left, right });
  return guardExpression({
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => {
      checkArguments("expression", { values }, { values: option.numbers });
      if (values.some(Number.isNaN))
        throw new InvalidArgumentError("expression", "values without NaN, which equals nothing", Number.NaN);
      return condition({ op: "one-of", of: node, values: [...values] });
    },
    plus: (other) => arithmetic("plus", "add", other),
    minus: (other) => arithmetic("minus", "subtract", other),
    times: (other) => arithmetic("times", "multiply", other),
    dividedBy: (other) => arithmetic("dividedBy", "divide", other),
    atLeast: (other) => compare("at-most", operandOf("atLeast", "number", other), node),
    atMost: (other) => compare("at-most", node, operandOf("atMost", "number", other)),
    above: (other) => compare("less", operandOf("above", "number", other), node),
    below: (other) => compare("less", node, operandOf("below", "number", other)),
    equals: (other) => compare("equal", node, operandOf("equals", "number", other)),
    between: (low, high) => {
      checkArguments("expression", { low, high }, { low: limit, high: limit });
      return condition({
        op: "and",
        left: { op: "at-most", left: literal(low), right: node },
        right: { op: "at-most", left: node, right: literal(high) },
      });
    },
    absolute: () => numberColumn<T>({ op: "absolute", of: node }),
    floor: () => numberColumn<T>({ op: "floor", of: node }),
    logarithm: () => numberColumn<T>({ op: "natural-logarithm", of: node }),
    clip: (low, high) => {
      checkArguments("expression", { low, high }, { low: limit, high: limit });
      if (!(low <= high)) throw new InvalidArgumentError("expression", `\`high\` to be at least ${low}`, high);
      return numberColumn<T>({
        op: "minimum",
        left: { op: "maximum", left: node, right: literal(low) },
        right: literal(high),
      });
    },
    impute: (value) => {
      checkArguments("expression", { value }, { value: constant });
      return numberColumn<number>({ op: "impute", of: node, value });
    },
    standardize: () => guardExpression({ node: { op: "standardize", of: node } }),
    cyclical: (options) => {
      checkOptions("expression", options, { period: option.required(option.number({ above: 0 })) });
      return guardExpression({ node: { op: "cyclical", of: node, period: options.period } });
    },
  });
}
