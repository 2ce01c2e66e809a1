import { checkArguments, option } from "../../core/house.js";
import type { BooleanColumn, Condition, MissingWith, ValueOf } from "./expression.js";
import { guardExpression } from "./guard-expression.js";
import type { ExpressionNode } from "./node.js";
import { operandOf } from "./operand.js";

/** Wraps an expression that is true, false or missing. */
export function condition<T extends boolean | null = boolean | null>(node: ExpressionNode): Condition<T> {
  return guardExpression({
    node,
    and: <Other extends Condition>(other: Other) =>
      condition<MissingWith<T, ValueOf<Other>>>({ op: "and", left: node, right: operandOf("and", "boolean", other) }),
    or: <Other extends Condition>(other: Other) =>
      condition<MissingWith<T, ValueOf<Other>>>({ op: "or", left: node, right: operandOf("or", "boolean", other) }),
    not: () => condition({ op: "not", of: node }),
  });
}

/** A yes/no column. */
export function booleanColumn<T extends boolean | null = boolean>(node: ExpressionNode): BooleanColumn<T> {
  return guardExpression({
    ...condition<T>(node),
    isMissing: () => condition({ op: "is-missing", of: node }),
    impute: (value) => {
      checkArguments("expression", { value }, { value: option.flag });
      return booleanColumn<boolean>({ op: "impute", of: node, value });
    },
  });
}
