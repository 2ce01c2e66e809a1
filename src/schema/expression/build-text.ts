import { InvalidArgumentError } from "../../core/index.js";
import { condition } from "./build-condition.js";
import { history } from "./build-history.js";
import { numberColumn } from "./build-number.js";
import type { TextColumn } from "./expression.js";
import type { BoundHistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";

/** Wraps an expression that gives text. */
export function textColumn<T extends string | null = string, All = unknown>(
  node: ExpressionNode,
  scope?: BoundHistoryScope,
): TextColumn<T, All> {
  const operand = (other: string | { readonly node: ExpressionNode }): ExpressionNode =>
    typeof other === "string" ? { op: "literal", type: "text", value: other } : other.node;
  return {
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => condition({ op: "one-of", of: node, values: [...values] }),
    equals: (other) => condition({ op: "equal", left: node, right: operand(other) }),
    differsFrom: (other) => condition({ op: "differ", left: node, right: operand(other) }),
    matches: (pattern) => condition({ op: "matches", of: node, pattern: pattern.source, flags: checkFlags(pattern) }),
    impute: (value) => textColumn<string, All>({ op: "impute", of: node, value }, scope),
    lookup: (entries) =>
      textColumn<string | null, All>({ op: "lookup", of: node, type: "text", entries: { ...entries } }, scope),
    lookupNumber: (entries) =>
      numberColumn<number | null>({ op: "lookup", of: node, type: "number", entries: { ...entries } }),
    oneHot: ({ maxCategories = 60 } = {}) => {
      if (!Number.isInteger(maxCategories) || maxCategories < 1)
        throw new InvalidArgumentError("features", "`maxCategories` to be a whole number above 0", maxCategories);
      return { node: { op: "one-hot", of: node, maximumCategories: maxCategories } };
    },
    history: (options) => history<All>(node, options, scope),
  };
}

/** `g` and `y` make a pattern remember where it stopped, so that the same row would give different answers. */
function checkFlags(pattern: RegExp): string {
  if (pattern.global || pattern.sticky)
    throw new InvalidArgumentError("expression", "a pattern without the flags g and y", String(pattern));
  return pattern.flags;
}
