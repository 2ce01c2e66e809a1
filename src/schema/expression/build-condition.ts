import type { BooleanColumn, Condition } from "./expression.js";
import type { ExpressionNode } from "./node.js";

/** Wraps an expression that is true, false or missing. */
export function condition(node: ExpressionNode): Condition {
  return {
    node,
    and: (other) => condition({ op: "and", left: node, right: other.node }),
    or: (other) => condition({ op: "or", left: node, right: other.node }),
    not: () => condition({ op: "not", of: node }),
  };
}

/** A yes/no column. */
export function booleanColumn<T extends boolean | null = boolean>(node: ExpressionNode): BooleanColumn<T> {
  return {
    ...condition(node),
    isMissing: () => condition({ op: "is-missing", of: node }),
    impute: (value) => booleanColumn<boolean>({ op: "impute", of: node, value }),
  };
}
